import {
  enclosingFunction,
  isFunction,
  isInside,
  isNode,
  type FunctionNode,
  type Node,
} from '../program/node.ts'
import type { Program } from '../program/program.ts'
import type { CallSighting, PromptInput } from '../sighting.ts'
import { traceText } from '../text/trace-text.ts'
import type { Piece, Trace } from '../text/trace.ts'
import type { Issue, Region } from './draft.ts'

/** Fewer characters of fixed text than this frame nothing: they are glue (the corpus' guide draws the line here). */
export const LEAST_PROMPT = 40

const MAX_HOPS = 3

/**
 * All places that cause model requests. A function that only passes its parameters on is no place of its own: its
 * callers are. `holder` is the function (or class method) that the place belongs to.
 */
export function findIssues(program: Program, calls: readonly CallSighting[]): Issue[] {
  return calls.flatMap((call) => {
    if (call.runs !== undefined) return []
    return climb(program, { at: call.at, call, inputs: call.inputs, hops: 0 })
  })
}

function climb(program: Program, issue: Issue): Issue[] {
  const holder = outermostWithParameters(program, issue)
  if (holder === undefined || issue.hops >= MAX_HOPS) return [issue]
  const callers = program.uses
    .callersOf(holder.node)
    .filter(({ module, node }) => module.role !== 'test' && !isInside(node, holder.node))
  if (callers.length === 0) return [issue]
  return callers.flatMap(({ module, node }) => {
    const inputs: PromptInput[] = (node.arguments as Node[])
      .filter((argument) => !isNode(argument, 'SpreadElement') && !isFunction(argument))
      .map((argument) => ({ role: roleOfInputs(issue), at: { module, node: argument } }))
    return climb(program, { at: { module, node }, call: issue.call, inputs, hops: issue.hops + 1 })
  })
}

function roleOfInputs(issue: Issue): PromptInput['role'] {
  return issue.inputs.length === 1 ? issue.inputs[0]!.role : 'messages'
}

/** The function that is a mere wrapper: all of its text comes in by its parameters. */
function outermostWithParameters(
  program: Program,
  issue: Issue,
): (Region & { node: FunctionNode }) | undefined {
  const traces = issue.inputs.map((input) => traceInput(program, input))
  if (traces.some(({ pieces }) => pieces.some(isFraming))) return undefined
  const parameters = traces.flatMap((trace) => trace.given.map((given) => given.parameter))
  const inside = enclosingFunction(issue.at.node)
  if (inside === undefined) return undefined
  const own = parameters.find((parameter) => isInside(issue.at.node, parameter.node))
  return own && { module: own.module, node: own.node }
}

function traceInput(program: Program, input: PromptInput): Trace {
  return traceText(program, input.at, input.role === 'system' ? 'system' : 'user')
}

/** A text that instructs or frames, not glue around data. */
function isFraming(piece: Piece): boolean {
  if (piece.role === 'other') return false
  if (piece.origin !== 'literal') return piece.origin !== 'environment' || piece.role === 'system'
  return (
    piece.text.trim().length >= LEAST_PROMPT || (piece.role === 'system' && piece.text.trim().length > 12)
  )
}

import type { Bound } from '../../facts/model-call.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { functionsOf } from '../program/elements.ts'
import { type Node, isFunction, isNode, keyOf, nodesUnder, unwrapped } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import type { Expression } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { numberOf } from './number.ts'

/** A limit that every run sets, the graph's own, a count that a router compares; else the framework's default. */
export function graphBound({ program }: Scene, draft: AgentDraft): Bound {
  const runs = draft.calls.flatMap(({ runs: run, bound }) => (run === undefined ? [] : [bound]))
  const explicit = runs.flatMap((bound) => (bound?.state === 'explicit' ? [bound] : []))
  if (explicit.length > 0 && explicit.length === runs.length)
    return explicit.toSorted((one, other) => (other.steps ?? 0) - (one.steps ?? 0))[0]!
  const own = draft.graph?.bound
  if (own?.state === 'explicit') return own
  return counted(program, draft) ?? own ?? { state: 'unknown', steps: undefined, at: undefined }
}

/** `if (state.rounds >= 3) return END` in a router (or a node that chooses), where some node counts `rounds`. */
function counted(program: Program, draft: AgentDraft): Bound | undefined {
  const counters = new Set(draft.owned.flatMap(({ node }) => [...countedIn(node)]))
  const routers = (draft.graph?.routers ?? []).flatMap(({ router }) => functionsOf(program, router))
  for (const { module, node } of [...routers, ...draft.owned]) {
    for (const test of nodesUnder(node)) {
      if (!isNode(test, 'BinaryExpression') || !/^(>=?|<=?)$/.test(test.operator)) continue
      const sides: Expression[] = [
        { module, node: test.left },
        { module, node: test.right },
      ]
      const counter = sides.find((side) => isCounter(program, side, counters))
      const limit = sides.find((side) => side !== counter)
      const steps = counter && limit && numberOf(program, limit)
      if (steps !== undefined && isChosenBy(test))
        return { state: 'explicit', steps, at: module.placeOf(test) }
    }
  }
  return undefined
}

/** Names that a node writes one more to: `{ rounds: state.rounds + 1 }`. */
function* countedIn(node: Node): Generator<string> {
  for (const inner of nodesUnder(node)) {
    if (!isNode(inner, 'Property') || !isNode(inner.value, 'BinaryExpression')) continue
    const name = keyOf(inner)
    const { operator, left, right } = inner.value
    const isOne = [left as Node, right].some(
      (side) => isNode(side, 'Literal') && typeof side.value === 'number',
    )
    if (name !== undefined && operator === '+' && isOne) yield name
  }
}

/** A field of the state that is counted, or the length of its list: `state.messages.length`. */
function isCounter(program: Program, at: Expression, counters: ReadonlySet<string>): boolean {
  const node = unwrapped(at.node)
  if (isNode(node, 'LogicalExpression'))
    return isCounter(program, { module: at.module, node: node.left }, counters)
  const value = program.evaluate({ module: at.module, node })
  const path = value.kind === 'parameter' ? value.path : undefined
  if (path !== undefined)
    return counters.has(path.at(-1) ?? '') || (path.length > 1 && path.at(-1) === 'length')
  return value.kind === 'union' && isNode(node, 'Identifier') && counters.has(node.name)
}

/** The comparison decides which way is taken. */
function isChosenBy(test: Node): boolean {
  for (let at = test; at.parent !== undefined && !isFunction(at); at = at.parent) {
    const { parent } = at
    if (isNode(parent, 'IfStatement') || isNode(parent, 'ConditionalExpression')) return parent.test === at
  }
  return false
}

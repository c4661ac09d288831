import type { Sight } from '../../facts/place.ts'
import { decides } from '../control/decides.ts'
import { type Node, type NodeOf, isNode, memberName, nodesUnder } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { pathOf } from '../program/value.ts'
import type { CallSighting } from '../sighting.ts'
import { sightAt } from '../sight-at.ts'
import { type TextView, textViews } from './reply-text.ts'

type Use = 'runs' | 'drives' | 'cut' | 'parsed' | 'validated' | 'shown'

const WORST: readonly Use[] = ['runs', 'drives', 'cut', 'parsed', 'validated', 'shown']

/** Text that is run decides what happens more than any comparison. */
const RUNS = /^(node:)?child_process:|^global:(eval|Function)$|^(node:)?vm:|^execa:/

/** What code does with the free text of a call's replies, worst first. */
export function textUseOf(program: Program, call: CallSighting): Sight[] {
  const found = new Map<Node, Sight>()
  // A generated BAML function has the text as its value; SDKs put it into a reply.
  for (const view of textViews(program, call.at, call.framework === 'baml'))
    for (const node of nodesUnder(view.top)) {
      const use = useOf(program, view, node)
      if (use !== undefined) found.set(node, sightAt({ module: view.module, node }, use))
    }
  const uses = [...found.values()].toSorted(
    (one, other) => WORST.indexOf(one.kind as Use) - WORST.indexOf(other.kind as Use),
  )
  return uses.length > 0 || call.schema || call.tools.length > 0
    ? uses
    : [sightAt(call.at, 'shown', call.api)]
}

function useOf(program: Program, view: TextView, node: Node): Use | undefined {
  if (isNode(node, 'CallExpression')) return useInCall(program, view, node)
  if (isNode(node, 'BinaryExpression') && /^[!=]==?$/.test(node.operator)) {
    const sides = [node.left as Node, node.right]
    const other = sides.find((side) => !view.isText(side))
    const isText = other !== undefined && sides.some((side) => view.isText(side))
    // Whether there is text at all is no reading of it.
    if (!isText || !isWords(other)) return undefined
    return decides(program, { module: view.module, node }) ? 'drives' : undefined
  }
  return isNode(node, 'SwitchStatement') && view.isText(node.discriminant) ? 'drives' : undefined
}

function isWords(node: Node): boolean {
  return isNode(node, 'Literal') && typeof node.value === 'string' && node.value.trim() !== ''
}

function useInCall(program: Program, view: TextView, node: NodeOf<'CallExpression'>): Use | undefined {
  const { module, isText } = view
  const path = pathOf(program.evaluate({ module, node: node.callee })) ?? ''
  const isGiven = node.arguments.some(isText)
  if (path === 'global:JSON.parse' && isGiven) return isChecked(program, view, node) ? 'validated' : 'parsed'
  if (isGiven && RUNS.test(path)) return 'runs'
  if (!isNode(node.callee, 'MemberExpression')) return undefined
  const name = memberName(node.callee) ?? ''
  const isOwn = isText(node.callee.object)
  if ((isOwn && /^(includes|startsWith|endsWith|search)$/.test(name)) || (isGiven && name === 'test'))
    return decides(program, { module, node }) ? 'drives' : undefined
  if (isOwn && /^(match|matchAll|split|indexOf|lastIndexOf)$/.test(name)) return 'cut'
  if (isGiven && name === 'exec' && !/child_process|execa/.test(path)) return 'cut'
  return undefined
}

const CHECKS =
  /^(parse|safeParse|parseAsync|safeParseAsync|validate|validateSync|assert|check|decode|create)$/

/** The parsed value goes to a schema: `schema.parse(JSON.parse(text))`, directly or by a variable. */
function isChecked(program: Program, { module }: TextView, parse: Node): boolean {
  const isCheck = (node: Node | undefined, argument: Node): boolean => {
    if (!isNode(node, 'CallExpression') || !(node.arguments as Node[]).includes(argument)) return false
    if (isNode(node.callee, 'MemberExpression')) return CHECKS.test(memberName(node.callee) ?? '')
    return /^(ajv|valibot|typebox|@sinclair)/.test(
      pathOf(program.evaluate({ module, node: node.callee })) ?? '',
    )
  }
  let at = parse
  while (isNode(at.parent, 'AwaitExpression') || isNode(at.parent, 'TSAsExpression')) at = at.parent
  if (isCheck(at.parent, at)) return true
  const target = isNode(at.parent, 'VariableDeclarator')
    ? at.parent.id
    : isNode(at.parent, 'AssignmentExpression')
      ? at.parent.left
      : undefined
  if (!isNode(target, 'Identifier')) return false
  return (module.variableOf(target)?.references ?? []).some((reference) => {
    const use = reference.identifier
    return isCheck(use.parent, use)
  })
}

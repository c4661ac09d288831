import type { AgentDraft } from '../agents/draft.ts'
import { type Node, isFunction, isNode, returnsOf, startOf } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { Program } from '../program/program.ts'
import type { Sight } from '../../facts/place.ts'
import {
  type Expression,
  type ParameterValue,
  type Value,
  alternatives,
  baseOf,
  loosePathOf,
  pathOf,
} from '../program/value.ts'
import { sightAt } from '../sight-at.ts'
import { type InputFlow, carried } from './flow.ts'
import {
  holderOfList,
  isBudgeted,
  isFedParameter,
  isHistory,
  isListOfState,
  pushesOnto,
} from './history-list.ts'
import { isRequestPath, isShortener, isStoreRead, shortens } from './known-calls.ts'
import { contentsOf, insertionsOf, limitOf, makesMessages, redacts } from './message-code.ts'

interface Walk {
  readonly program: Program
  readonly draft: AgentDraft
  readonly flow: InputFlow
  readonly seen: Set<unknown>
  /** Below something that code makes: a text, a message. */
  readonly isMade: boolean
}

const MAX_DEPTH = 16

/** Adds what an input expression is made of. */
export function follow(program: Program, draft: AgentDraft, at: Expression, flow: InputFlow): void {
  walkAt({ program, draft, flow, seen: new Set(), isMade: false }, at, 0)
}

const made = (walk: Walk): Walk => ({ ...walk, isMade: true })

function grows(walk: Walk, sight: Sight): void {
  ;(walk.isMade ? walk.flow.rendered : walk.flow.growing).push(sight)
}

/** A request or a file inside a text is data; as a list of messages it is the history. */
function resend({ flow, isMade }: Walk, at: Expression): void {
  if (!isMade) flow.resent.push(sightAt(at, 'request'))
}

function keep({ flow, isMade }: Walk, at: Expression): void {
  if (!isMade) flow.stored.push(sightAt(at, 'store'))
}

function walkAt(walk: Walk, at: Expression, depth: number): void {
  walkValue(walk, walk.program.evaluate(at), at, depth)
}

function walkValue(walk: Walk, value: Value, from: Expression, depth: number): void {
  if (depth > MAX_DEPTH) return
  for (const one of alternatives(value)) walkOne(walk, one, from, depth + 1)
}

function walkOne(walk: Walk, value: Value, from: Expression, depth: number): void {
  const { flow, seen } = walk
  switch (value.kind) {
    case 'array':
      if (!seen.has(value.node)) {
        seen.add(value.node)
        walkArray(walk, value, depth)
      }
      return
    case 'text':
      if (!seen.has(value.node)) {
        seen.add(value.node)
        for (const inner of insertionsOf(value.node))
          walkAt(made(walk), { module: value.module, node: inner }, depth)
      }
      return
    case 'object':
      walkObject(walk, value, depth)
      return
    case 'called':
      if (!seen.has(value.site.node)) {
        seen.add(value.site.node)
        walkCall(walk, value, from, depth)
      }
      return
    case 'parameter':
      walkParameter(walk, value, from, depth)
      return
    case 'element':
      walkValue(walk, value.of, from, depth)
      return
    case 'member':
      walkMember(walk, value, from, depth)
      return
    case 'unknown':
      if (value.node !== undefined && value.module !== undefined && value.node !== from.node)
        flow.open.push({ module: value.module, node: value.node })
      return
    default:
  }
}

/** A list: one that outlives the round and is added to grows; one made here is made of its elements and spreads. */
function walkArray(walk: Walk, value: Extract<Value, { kind: 'array' }>, depth: number): void {
  const { module, node } = value
  if (!isNode(node, 'ArrayExpression')) return
  const holder = holderOfList(node)
  if (holder !== undefined && isHistory(walk.draft, module, node, holder))
    grows(walk, sightAt(value, 'list', module.textOf(holder)))
  else if (holder !== undefined)
    for (const push of pushesOnto(module, holder)) {
      if (isBudgeted(push)) walk.flow.acts.push(sightAt({ module, node: push }, 'token-count'))
      for (const inner of push.arguments) walkElement(walk, module, inner, depth)
    }
  for (const one of node.elements) if (one !== null) walkElement(walk, module, one, depth)
}

function walkElement(walk: Walk, module: Module, node: Node, depth: number): void {
  if (isNode(node, 'SpreadElement')) walkAt(walk, { module, node: node.argument }, depth)
  else if (isNode(node, 'ObjectExpression') || isNode(node, 'NewExpression'))
    for (const inner of contentsOf(node)) walkAt(made(walk), { module, node: inner }, depth)
  else walkAt(walk, { module, node }, depth)
}

function walkObject(walk: Walk, value: Extract<Value, { kind: 'object' }>, depth: number): void {
  if (walk.seen.has(value.node)) return
  walk.seen.add(value.node)
  for (const node of contentsOf(value.node)) {
    const isOptions = isNode(value.node.parent, 'CallExpression')
    walkAt(isOptions ? walk : made(walk), { module: value.module, node }, depth)
  }
}

const ofLists = new Set(
  'slice substring splice at filter map flatMap reduce join concat reverse toReversed sort toSorted flat trim replace replaceAll'.split(
    ' ',
  ),
)

function walkCall(
  walk: Walk,
  value: Extract<Value, { kind: 'called' }>,
  from: Expression,
  depth: number,
): void {
  const { flow, program } = walk
  const { site, of } = value
  const args = 'arguments' in site.node ? (site.node.arguments as Node[]) : []
  const path = pathOf(of) ?? loosePathOf(of) ?? ''
  const method = methodOf(of)
  if (method !== undefined && ofLists.has(method.name)) return walkMethod(walk, method, site, args, depth)
  const shortened = shortens(path)
  if (shortened !== undefined) {
    flow.acts.push(sightAt(site, shortened))
    for (const node of args) walkAt(walk, { module: site.module, node }, depth)
    return
  }
  if (isRequestPath(`${path}()`)) return resend(walk, site)
  if (isStoreRead(path)) {
    keep(walk, site)
    const limit = limitOf(site.node)
    if (limit !== undefined) flow.acts.push(sightAt({ module: site.module, node: limit }, 'slice'))
    return
  }
  const own = ownMethod(program, of)
  if (own !== undefined && method !== undefined) {
    for (const node of returnsOf(own.node)) walkAt(walk, { module: own.module, node }, depth)
    return walkValue(made(walk), method.of, site, depth)
  }
  if (method !== undefined) return walkMethod(walk, method, site, args, depth)
  if (of.kind === 'global' && /^(String|structuredClone)$/.test(of.name)) {
    for (const node of args) walkAt(walk, { module: site.module, node }, depth)
    return
  }
  for (const node of args) {
    if (isFunction(node)) continue
    const given = program.evaluate({ module: site.module, node })
    if (given.kind !== 'literal') walkValue(walk, given, from, depth)
  }
}

/** The repository's own method, of a parameter that says its class: `thread.render()` of `thread: Thread`. */
function ownMethod(program: Program, of: Value): Extract<Value, { kind: 'function' }> | undefined {
  if (of.kind !== 'parameter' || of.typed?.kind !== 'member') return undefined
  const value = program.property(of.typed.of, of.typed.name)
  return value.kind === 'function' ? value : undefined
}

/** A method and what it is called on; what a parameter holds is written as its path. */
function methodOf(callee: Value): { name: string; of: Value } | undefined {
  if (callee.kind === 'member') return callee
  const name = callee.kind === 'parameter' ? callee.path.at(-1) : undefined
  if (callee.kind !== 'parameter' || name === undefined) return undefined
  return { name, of: { ...callee, path: callee.path.slice(0, -1), typed: undefined } }
}

/** A method of a list or a text. */
function walkMethod(
  walk: Walk,
  of: { readonly name: string; readonly of: Value },
  site: Expression,
  args: readonly Node[],
  depth: number,
): void {
  const { flow, program } = walk
  const act = isShortener(of.name, args) ?? redacts(site, of.name, args)
  const before = carried(flow)
  const callbacks = /^(map|flatMap|reduce)$/.test(of.name) ? functionsGiven(program, site, args[0]) : []
  const isMaking =
    /^(join|stringify|serialize|toString)$/.test(of.name) || callbacks.some(({ node }) => makesMessages(node))
  const inner = isMaking ? made(walk) : walk
  const isStatic = of.of.kind === 'global'
  // `schema.parse(body)`: what is checked, not what checks it.
  const isChecked = /^(safe)?parse(Async)?$/.test(of.name)
  if (!isStatic && !isChecked) walkValue(inner, of.of, site, depth)
  if (isStatic || isChecked || of.name === 'concat')
    for (const node of args) if (!isFunction(node)) walkAt(inner, { module: site.module, node }, depth)
  for (const one of callbacks)
    for (const node of returnsOf(one.node)) walkAt(made(walk), { module: one.module, node }, depth)
  // Inside a text, a cut of other data chooses nothing of the history.
  if (act !== undefined && (!walk.isMade || act === 'redact' || carried(flow) > before))
    flow.acts.push(sightAt(site, act))
}

function functionsGiven(
  program: Program,
  { module }: Expression,
  node: Node | undefined,
): Extract<Value, { kind: 'function' }>[] {
  if (node === undefined) return []
  return [...alternatives(program.evaluate({ module, node }))].filter((one) => one.kind === 'function')
}

function walkParameter(walk: Walk, value: ParameterValue, from: Expression, depth: number): void {
  const { flow, program, draft, seen } = walk
  const key = `${value.module.path}:${startOf(value.node)}:${value.index}:${value.path.join('.')}`
  if (seen.has(key)) return
  seen.add(key)
  if (isRequestPath(`parameter:${value.path.join('.')}`)) return resend(walk, from)
  const isState = draft.graph !== undefined && draft.owned.some(({ node }) => node === value.node)
  if (isState && value.index === 0 && value.path.length > 0) {
    if (draft.cycle !== undefined && isListOfState(draft, value))
      grows(walk, sightAt(from, 'state', value.path.join('.')))
    return
  }
  if (draft.cycle !== undefined && isFedParameter(draft, value)) grows(walk, sightAt(from, 'parameter'))
  const given = program.uses.inflow(value)
  if (given.length > 0) for (const one of given) walkValue(walk, one, from, depth)
  else flow.open.push(from)
}

function walkMember(
  walk: Walk,
  value: Extract<Value, { kind: 'member' }>,
  from: Expression,
  depth: number,
): void {
  const path = pathOf(value) ?? loosePathOf(value) ?? ''
  if (isRequestPath(path)) return resend(walk, from)
  if (isStoreRead(path)) return keep(walk, from)
  const base = baseOf(value)
  if (value.of.kind === 'instance' || value.of.kind === 'object') return
  if (base.kind === 'parameter')
    walkParameter(walk, { ...base, path: [...base.path, value.name] }, from, depth)
  else walkValue(walk, value.of, from, depth)
}

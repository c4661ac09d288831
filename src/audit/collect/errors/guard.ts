import type { Region } from '../agents/draft.ts'
import { isNamed } from '../agents/spans.ts'
import {
  type CallNode,
  type FunctionNode,
  type Node,
  around,
  enclosingFunction,
  isCall,
  isFunction,
  isInside,
  isLoop,
  isNode,
  memberName,
  nodesUnder,
} from '../program/node.ts'
import { type Expression, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { type Clause, clauseOfMethod, rethrows } from './clause.ts'

/**
 * What stands between a place that may fail and the edge of the process or request. `caught`: a catch inside the
 * program; `boundary`: only one in an entry point (main, a handler, a terminal session's turn); `open`: on some path
 * nothing; `unknown`: nobody was seen to call it.
 */
export interface Guard {
  readonly kind: 'caught' | 'boundary' | 'open' | 'unknown'
  readonly clauses: readonly Clause[]
}

const OPEN: Guard = { kind: 'open', clauses: [] }
const UNKNOWN: Guard = { kind: 'unknown', clauses: [] }

export function guardOf(scene: Scene, at: Expression): Guard {
  return climb(scene, at, new Set(), undefined)
}

/** True when a failure here is caught before it leaves the cycle: the run goes on. */
export function isCaughtWithin(scene: Scene, at: Expression, cycle: Region): boolean {
  const guard = guardOf(scene, at)
  if (guard.kind === 'open' || guard.kind === 'unknown') return false
  return guard.clauses.every(
    ({ module, tried }) =>
      !(module === cycle.module && isInside(cycle.node, tried)) &&
      !callsAround(scene, cycle, { module, node: tried }),
  )
}

/** The tried code calls the function that the cycle stands in. */
function callsAround(scene: Scene, cycle: Region, tried: Region): boolean {
  const holder = isFunction(cycle.node) ? cycle.node : enclosingFunction(cycle.node)
  if (holder === undefined) return false
  return (
    scene.graph.callsIn(tried).some(({ target }) => target.node === holder) ||
    scene.graph.reachedFrom(tried).some(({ node }) => node === holder)
  )
}

/** `session`: a loop that waits for a person's input was left on the way up: a catch outside it ends the session. */
function climb(scene: Scene, at: Expression, seen: Set<Node>, session: Node | undefined): Guard {
  const local = nearestClause(at)
  const holder = enclosingFunction(at.node)
  const loop = session ?? sessionAround(scene, at)
  if (local !== undefined) {
    if (loop !== undefined && !isInside(local.node, loop)) return OPEN
    return { kind: isEntry(scene, at.module, holder) ? 'boundary' : 'caught', clauses: [local] }
  }
  if (holder === undefined) return OPEN
  if (seen.has(holder)) return UNKNOWN
  seen.add(holder)
  if (isDurableStep(holder)) return { kind: 'boundary', clauses: [] }
  if (!isNamed(holder)) return ofCallback(scene, { module: at.module, node: holder }, seen, loop)
  return ofNamed(scene, { module: at.module, node: holder }, seen, loop)
}

/** The catch around a place in its own function: `try`, or `.catch(…)` on the promise. One that rethrows is none. */
function nearestClause(at: Expression): Clause | undefined {
  let below: Node = at.node
  for (let node = at.node.parent; node !== undefined; node = node.parent) {
    if (isNode(node, 'TryStatement') && node.handler && isInside(below, node.block)) {
      const clause: Clause = {
        module: at.module,
        node: node.handler,
        tried: node.block,
        holder: node.handler,
      }
      if (!rethrows(clause)) return clause
    }
    const chained = clauseOfMethod(at.module, node, below)
    if (chained !== undefined && !rethrows(chained)) return chained
    if (isFunction(node)) return undefined
    below = node
  }
  return undefined
}

const QUESTION = /\.question$|^@clack\/prompts:|^prompts:|^inquirer:|^enquirer:|^@inquirer\//

function sessionAround(scene: Scene, at: Expression): Node | undefined {
  const loop = around(at.node, isLoop)
  if (loop === undefined || enclosingFunction(loop) !== enclosingFunction(at.node)) return undefined
  // A wizard's question has an end; a session goes on until the person leaves.
  if (!isEndless(loop)) return undefined
  for (const node of nodesUnder(loop))
    if (
      isCall(node) &&
      QUESTION.test(pathOf(scene.program.evaluate({ module: at.module, node: node.callee })) ?? '')
    )
      return loop
  return undefined
}

function isEndless(loop: Node): boolean {
  if (isNode(loop, 'WhileStatement'))
    return isNode(loop.test, 'Literal') || isNode(loop.test, 'AssignmentExpression')
  return isNode(loop, 'ForStatement') && (loop.test === null || isNode(loop.test, 'AssignmentExpression'))
}

/** A function without a name: called where it stands, by a promise, by a list, or by somebody's framework. */
function ofCallback(
  scene: Scene,
  region: Region & { node: FunctionNode },
  seen: Set<Node>,
  session: Node | undefined,
): Guard {
  const call = region.node.parent
  const at = { module: region.module, node: call ?? region.node }
  if (!isCall(call)) return isNode(call, 'Property') ? { kind: 'boundary', clauses: [] } : UNKNOWN
  if (call.callee === region.node) return isDetached(call) ? OPEN : climb(scene, at, seen, session)
  const method = isNode(call.callee, 'MemberExpression') ? memberName(call.callee) : undefined
  const path = pathOf(scene.program.evaluate({ module: region.module, node: call.callee })) ?? ''
  if (DURABLE.test(path) || method === 'run') return { kind: 'boundary', clauses: [] }
  const isPromise = method !== undefined && ['then', 'catch', 'finally'].includes(method)
  const isList =
    method !== undefined &&
    ['map', 'flatMap', 'filter', 'forEach', 'reduce', 'some', 'every', 'find'].includes(method)
  if (isPromise || isList || path === 'global:Promise')
    return isDetached(call) ? OPEN : climb(scene, at, seen, session)
  if (!isLocalWrapper(scene, at)) return OPEN
  const inside = callsOfCallback(scene, region, call)
  return inside.length > 0
    ? combined(inside.map((one) => climb(scene, one, new Set(seen), session)))
    : climb(scene, at, seen, session)
}

/** Where a function of the repository calls the callback that it was given. */
function callsOfCallback(scene: Scene, region: Region, call: CallNode): Expression[] {
  const index = (call.arguments as Node[]).indexOf(region.node)
  return scene.program.uses
    .resolve(scene.program.evaluate({ module: region.module, node: call.callee }))
    .flatMap((value) => {
      const parameter = value.kind === 'function' ? value.node.params[index] : undefined
      if (value.kind !== 'function' || !isNode(parameter, 'Identifier')) return []
      const references = value.module.variableOf(parameter)?.references ?? []
      return references.flatMap(({ identifier }) => {
        const parent = identifier.parent
        return isCall(parent) && parent.callee === identifier ? [{ module: value.module, node: parent }] : []
      })
    })
}

const DURABLE = /\.step\.run$|\.createFunction$|:(task|schemaTask|defineWorkflow|entrypoint)$/

function isLocalWrapper(scene: Scene, at: Expression): boolean {
  if (!isCall(at.node)) return false
  return scene.program.uses
    .resolve(scene.program.evaluate({ module: at.module, node: at.node.callee }))
    .some(({ kind }) => kind === 'function')
}

/** A promise that nobody waits for: its failure passes every `try` around it. */
function isDetached(call: Node): boolean {
  let node: Node = call
  while (isNode(node.parent, 'MemberExpression') || (isCall(node.parent) && node.parent.callee === node))
    node = node.parent
  return (
    isNode(node.parent, 'ExpressionStatement') ||
    (isNode(node.parent, 'UnaryExpression') && node.parent.operator === 'void')
  )
}

function ofNamed(
  scene: Scene,
  region: Region & { node: FunctionNode },
  seen: Set<Node>,
  session: Node | undefined,
): Guard {
  const { uses } = scene.program
  const callers = uses.callersOf(region.node).filter(({ module }) => module.role !== 'test')
  const mentions = uses
    .mentionsOf(region.node)
    .filter(({ module, node }) => module.role !== 'test' && !isInside(node, region.node))
  const guards: Guard[] = callers.map((caller) =>
    isAsync(region.node) &&
    isDetached(caller.node) &&
    nearestClause(caller)?.node.type !== ('CallExpression' as string) &&
    !hasCatchMethod(caller)
      ? OPEN
      : climb(scene, caller, new Set(seen), session),
  )
  for (const mention of mentions) {
    const call = around(mention.node, isCall)
    if (call === undefined) continue
    guards.push(
      isLocalWrapper(scene, { module: mention.module, node: call })
        ? climb(scene, mention, new Set(seen), session)
        : OPEN,
    )
  }
  if (guards.length === 0) return isRoute(region) ? OPEN : UNKNOWN
  return combined(guards)
}

function hasCatchMethod(at: Expression): boolean {
  const member = at.node.parent
  return isNode(member, 'MemberExpression') && memberName(member) === 'catch'
}

function isAsync(node: FunctionNode): boolean {
  return node.async
}

function combined(guards: readonly Guard[]): Guard {
  const clauses = guards.flatMap((guard) => guard.clauses)
  for (const kind of ['open', 'boundary', 'caught'] as const)
    if (guards.some((guard) => guard.kind === kind)) return { kind, clauses }
  return UNKNOWN
}

/** Steps of durable runtimes are tried again by the platform. */
function isDurableStep(node: FunctionNode): boolean {
  if (!isNode(node.body, 'BlockStatement')) return false
  const [first] = node.body.body
  return (
    isNode(first, 'ExpressionStatement') &&
    isNode(first.expression, 'Literal') &&
    /^use (step|workflow)$/.test(String(first.expression.value))
  )
}

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'default', 'handler', 'loader', 'action'])

/** An exported handler that a web framework finds by its file's name. */
function isRoute(region: Region): boolean {
  const isRouteFile = /(^|\/)(app|pages|src\/app|routes|api|functions|netlify)\/.*\.[cm]?[jt]sx?$/.test(
    region.module.path,
  )
  if (!isRouteFile) return false
  return [...region.module.exports].some(
    ([name, one]) =>
      METHODS.has(name) &&
      one.kind !== 'from' &&
      (one.node === region.node || one.node.parent === region.node || isNode(one.node, 'Identifier')),
  )
}

/** Nothing but the module's own top level, or a framework, calls it. */
export function isEntry(scene: Scene, module: Region['module'], holder: FunctionNode | undefined): boolean {
  if (holder === undefined) return true
  if (!isNamed(holder)) {
    const call = holder.parent
    if (!isCall(call)) return false
    if (call.callee === holder) return isEntry(scene, module, enclosingFunction(call))
    return !isLocalWrapper(scene, { module, node: call }) && enclosingFunction(call) === undefined
  }
  const callers = scene.program.uses.callersOf(holder).filter((caller) => caller.module.role !== 'test')
  if (callers.length === 0)
    return isRoute({ module, node: holder }) || scene.program.uses.mentionsOf(holder).length > 0
  return callers.every(({ node }) => enclosingFunction(node) === undefined)
}

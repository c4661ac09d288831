// What stands before a run in its handler: whether the sender is known, and the delivery new.
import type { Region } from '../agents/draft.ts'
import {
  type Node,
  around,
  isCall,
  isFunction,
  isInside,
  isNode,
  memberName,
  nodesUnder,
  endOf,
  startOf,
} from '../program/node.ts'
import type { Module } from '../program/module.ts'
import { type Expression, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { functionsOf } from '../program/elements.ts'
import { storeCallAt } from '../state/store-calls.ts'

const VERIFIES =
  /^(node:)?crypto:(default\.|\*\.)?(timingSafeEqual|createHmac|verify|createVerify)$|^global:crypto\.subtle\.(verify|sign)$|^svix:|^standardwebhooks:|^stripe:.*constructEvent\w*$|^@octokit\/webhooks[^:]*:.*verify|^(jsonwebtoken|jose)[^:]*:.*(verify|jwtVerify)\w*$|^(next-auth|@auth\/[\w-]+|@clerk\/[\w-]+|@workos-inc\/[\w-]+|@auth0\/[\w-]+|better-auth|iron-session|lucia|@supabase\/ssr|@supabase\/[\w-]+|firebase-admin|passport|express-jwt|express-openid-connect|express-basic-auth|@fastify\/(jwt|auth|basic-auth|session)|hono\/(bearer-auth|basic-auth|jwt)|@slack\/(bolt|events-api)|botid\/server|twilio|@sendgrid\/eventwebhook|koa-passport|koa-jwt|google-auth-library|safe-compare|tsscmp|discord-interactions)(\/[^:]+)?:.*?(auth|verif|session|user|validat|check|construct|protect|require|jwt|bearer|basic|compare|clerk|unseal|receive|middleware|default|Webhook)/i

/** A check of who sends, in the handler before the run, or in what runs before the handler. */
export function isAuthenticated(
  scene: Scene,
  chain: readonly Region[],
  starts: readonly Region[],
  before: readonly Expression[],
): boolean {
  if (before.some((one) => isChecking(scene, one))) return true
  return dominated(chain, starts, (module, node) => verifies(scene, module, node, 2))
}

/** Looked up in a store, and left when it is there. */
export function isDeduplicated(scene: Scene, chain: readonly Region[], starts: readonly Region[]): boolean {
  return chain.some(({ module, node }) => {
    const inside = starts.filter((start) => start.module === module && isInside(start.node, node))
    const limit = Math.min(endOf(node), ...inside.map((start) => startOf(start.node)))
    for (const inner of nodesUnder(node))
      if (isNode(inner, 'IfStatement') && startOf(inner) < limit && isLeaving(inner.consequent))
        if (leavesWhenFound(scene, module, node, inner.test)) return true
    return false
  })
}

function isChecking(scene: Scene, { module, node }: Expression): boolean {
  if (isCall(node) && verifies(scene, module, node, 0)) return true
  const value = scene.program.evaluate({ module, node })
  if (VERIFIES.test(pathOf(value) ?? '')) return true
  return functionsOf(scene.program, value).some((one) =>
    [...nodesUnder(one.node)].some((inner) => isCall(inner) && verifies(scene, one.module, inner, 2)),
  )
}

/** Stands before every start in one of the functions on the way, and can leave. */
function dominated(
  chain: readonly Region[],
  starts: readonly Region[],
  is: (module: Module, node: Node) => boolean,
): boolean {
  return chain.some(({ module, node }) => {
    const inside = starts.filter((start) => start.module === module && isInside(start.node, node))
    const limit = inside.length > 0 ? Math.min(...inside.map((start) => startOf(start.node))) : lastCall(node)
    for (const inner of nodesUnder(node, (one) => !isFunction(one) || one === node)) {
      if (startOf(inner) >= limit) continue
      if (!is(module, inner)) continue
      if (leadsOut(inner, node, limit)) return true
    }
    return false
  })
}

/** A function on the way whose start lies deeper: what stands before its last statement. */
function lastCall(node: Node): number {
  return endOf(node)
}

/** The statement of the check is on every way down, and a failure of it leaves. */
function leadsOut(check: Node, holder: Node, limit: number): boolean {
  const guard = around(
    check,
    (outer) => isNode(outer, 'IfStatement') || isFunction(outer) || isNode(outer, 'TryStatement'),
  )
  if (isNode(guard, 'IfStatement') && isInside(check, guard.test))
    return isLeaving(guard.consequent) || (startOf(guard) <= limit && limit <= endOf(guard))
  const statement = around(check, (outer) => isNode(outer.parent, 'BlockStatement'))
  const name = statement === undefined ? undefined : nameOf(statement)
  if (name !== undefined && isTested(holder, name, limit)) return true
  // `verify(…)` by itself throws, wherever no `try` goes on after it.
  const isNested = isNode(guard, 'IfStatement')
  return !isNested && throwsOut(check)
}

function throwsOut(check: Node): boolean {
  const attempt = around(check, (outer) => isNode(outer, 'TryStatement') || isFunction(outer))
  if (!isNode(attempt, 'TryStatement') || !attempt.handler)
    return isCall(check) || isNode(check.parent, 'AwaitExpression')
  return isLeaving(attempt.handler.body)
}

function nameOf(statement: Node): string | undefined {
  if (!isNode(statement, 'VariableDeclaration')) return undefined
  const [first] = statement.declarations
  if (first === undefined) return undefined
  if (isNode(first.id, 'Identifier')) return first.id.name
  const [property] = isNode(first.id, 'ObjectPattern') ? first.id.properties : []
  return isNode(property, 'Property') && isNode(property.value, 'Identifier')
    ? property.value.name
    : undefined
}

function isTested(holder: Node, name: string, limit: number): boolean {
  for (const node of nodesUnder(holder))
    if (isNode(node, 'IfStatement') && startOf(node) < limit && isLeaving(node.consequent))
      for (const inner of nodesUnder(node.test))
        if (isNode(inner, 'Identifier') && inner.name === name) return true
  return false
}

function isLeaving(branch: Node): boolean {
  for (const node of nodesUnder(branch, (one) => !isFunction(one)))
    if (
      isNode(node, 'ReturnStatement') ||
      isNode(node, 'ThrowStatement') ||
      isNode(node, 'ContinueStatement')
    )
      return true
  return false
}

function verifies(scene: Scene, module: Module, node: Node, hops: number): boolean {
  if (isNode(node, 'BinaryExpression')) return comparesSecret(module, node)
  if (!isCall(node)) return false
  for (const value of scene.program.uses.resolve(scene.program.evaluate({ module, node: node.callee }))) {
    if (VERIFIES.test(pathOf(value) ?? '')) return true
    if (value.kind !== 'function' || hops === 0) continue
    for (const inner of nodesUnder(value.node))
      if (verifies(scene, value.module, inner, hops - 1)) return true
  }
  return false
}

/** `request.headers.get('authorization') !== process.env.SECRET` */
function comparesSecret(module: Module, node: Extract<Node, { type: 'BinaryExpression' }>): boolean {
  if (!/^[!=]==?$/.test(node.operator)) return false
  const text = module.textOf(node)
  return /header|authorization|x-api-key|token|signature/i.test(text) && /\benv\b|secret|bearer/i.test(text)
}

/** `if (seen.has(id)) return`, `if (await known(id)) return`; `if (!(await claim(id))) return` for a write that claims. */
function leavesWhenFound(scene: Scene, module: Module, holder: Node, test: Node): boolean {
  const isNegated = isNode(test, 'UnaryExpression') && test.operator === '!'
  const tested = isNegated ? test.argument : test
  return [...nodesUnder(tested), ...nodesUnder(valueOf(module, holder, tested))].some((inner) => {
    const how = lookUpAt(scene, module, inner, 2)
    return isNegated ? how === 'claim' : how !== undefined
  })
}

/** The initialiser of a variable that is tested. */
function valueOf(module: Module, holder: Node, node: Node): Node {
  for (const inner of nodesUnder(node)) {
    if (!isNode(inner, 'Identifier')) continue
    const definition = module.variableOf(inner)?.defs[0]?.node
    if (isNode(definition, 'VariableDeclarator') && definition.init && isInside(definition, holder))
      return definition.init
  }
  return node
}

function lookUpAt(scene: Scene, module: Module, node: Node, hops: number): 'found' | 'claim' | undefined {
  const call = storeCallAt(scene, module, node)
  if (call !== undefined) return call.conditional ? 'claim' : call.how === 'read' ? 'found' : undefined
  if (!isNode(node, 'CallExpression')) return undefined
  if (isMemorySet(module, node)) return 'found'
  if (hops === 0) return undefined
  for (const value of scene.program.uses.resolve(scene.program.evaluate({ module, node: node.callee })))
    if (value.kind === 'function')
      for (const inner of nodesUnder(value.node)) {
        const how = lookUpAt(scene, value.module, inner, hops - 1)
        if (how !== undefined) return how
      }
  return undefined
}

/** `seen.has(id)` of a set that is added to. */
function isMemorySet(module: Module, node: Extract<Node, { type: 'CallExpression' }>): boolean {
  const { callee } = node
  if (
    !isNode(callee, 'MemberExpression') ||
    memberName(callee) !== 'has' ||
    !isNode(callee.object, 'Identifier')
  )
    return false
  return (module.variableOf(callee.object)?.references ?? []).some(({ identifier }) => {
    const member = identifier.parent
    return isNode(member, 'MemberExpression') && /^(add|set)$/.test(memberName(member) ?? '')
  })
}

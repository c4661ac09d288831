import type { Taint } from '../agents/taint.ts'
import type { Module } from '../program/module.ts'
import { type CallNode, type Node, isNode, memberName, nodesUnder } from '../program/node.ts'
import { alternatives, baseOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'

const RUNS = new Set([
  'invoke',
  'execute',
  'call',
  'run',
  'handler',
  'func',
  'function',
  'fn',
  'callback',
  'handle',
  'implementation',
])

/**
 * A call of something that was looked up by what the model chose: `tools[call.name](…)`,
 * `toolsByName[name].invoke(…)`, `tools.find(({ name }) => …).execute(…)`.
 */
export function runsLookedUp(scene: Scene, module: Module, node: CallNode, taint: Taint): boolean {
  const { callee } = node
  const isMethod = isNode(callee, 'MemberExpression') && RUNS.has(memberName(callee) ?? '')
  const looked = isMethod ? callee.object : callee
  const key = keyOf(module, looked)
  if (key === undefined) return false
  if (taint.reaches(key)) return true
  return isHandedIn(scene, module, key) && (isMethod || namesTool(key))
}

/** The expression by which a value was looked up, here or where its variable was made. */
function keyOf(module: Module, node: Node): Node | undefined {
  if (
    isNode(node, 'TSNonNullExpression') ||
    isNode(node, 'ChainExpression') ||
    isNode(node, 'TSAsExpression')
  )
    return keyOf(module, node.expression)
  if (isNode(node, 'MemberExpression'))
    return node.computed && !isNode(node.property, 'Literal') ? node.property : undefined
  if (isNode(node, 'CallExpression') && isNode(node.callee, 'MemberExpression')) {
    const method = memberName(node.callee)
    return method === 'find' || method === 'get' ? node.arguments[0] : undefined
  }
  if (!isNode(node, 'Identifier')) return undefined
  const definition = module.variableOf(node)?.defs[0]?.node
  if (!isNode(definition, 'VariableDeclarator') || !definition.init || isNode(definition.init, 'Identifier'))
    return undefined
  return keyOf(module, definition.init)
}

function isHandedIn(scene: Scene, module: Module, key: Node): boolean {
  for (const inner of nodesUnder(key)) {
    if (!isNode(inner, 'Identifier') || module.variableOf(inner) === undefined) continue
    for (const value of alternatives(scene.program.evaluate({ module, node: inner })))
      if (baseOf(value).kind === 'parameter') return true
  }
  return false
}

const NAMES = /^(name|toolName|tool_name|tool|intent|functionName|action|type|fn)$/

/** The wire's own word for the choice: `call.function.name`, `step.intent`. */
function namesTool(key: Node): boolean {
  for (const inner of nodesUnder(key)) {
    if (isNode(inner, 'MemberExpression') && NAMES.test(memberName(inner) ?? '')) return true
    if (isNode(inner, 'Identifier') && NAMES.test(inner.name)) return true
  }
  return false
}

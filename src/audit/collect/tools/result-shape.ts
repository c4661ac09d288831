import type { Tool } from '../../facts/tool.ts'
import { entriesOf } from '../program/elements.ts'
import {
  type FunctionNode,
  type Node,
  isFunction,
  isNode,
  memberName,
  returnsOf,
  unwrapped,
} from '../program/node.ts'
import type { Module } from '../program/module.ts'
import { type Value, alternatives, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'

const FLAGS = ['success', 'ok', 'status', 'isError', 'is_error', 'error', 'failed']
const PARTS = ['data', 'result', 'error', 'errors', 'message', 'value', 'output', 'content', 'reason', 'code']

/**
 * What a handler answers with. An envelope has, on every path, the same flag (a boolean or a status word) beside a
 * member that holds the data or the error; MCP's content is one, too. Texts and objects of many shapes are ad hoc.
 */
export function resultShapeOf(scene: Scene, module: Module, handler: FunctionNode): Tool['result'] {
  const values = returnsOf(handler).flatMap((node) => valuesOf(scene, { module, node }))
  if (values.length === 0) return 'none'
  const shapes = values.map((value) => keysOf(scene, value))
  const objects = shapes.filter(
    (keys): keys is ReadonlyMap<string, Value> => keys !== 'unreadable' && keys !== 'text',
  )
  if (objects.length < shapes.length) return 'adhoc'
  return isEnvelope(objects) ? 'envelope' : 'adhoc'
}

function isEnvelope(objects: readonly ReadonlyMap<string, Value>[]): boolean {
  if (objects.every((keys) => keys.has('content') && isList(keys.get('content')))) return true
  return FLAGS.some(
    (flag) =>
      objects.every((keys) => keys.has(flag) && isFlag(keys.get(flag)!)) &&
      objects.every((keys) => PARTS.some((part) => part !== flag && keys.has(part))),
  )
}

function isList(value: Value | undefined): boolean {
  return value !== undefined && [...alternatives(value)].some(({ kind }) => kind === 'array')
}

/** A boolean, or a word out of few. */
function isFlag(value: Value): boolean {
  return [...alternatives(value)].every(
    (one) =>
      one.kind !== 'literal' ||
      typeof one.value === 'boolean' ||
      typeof one.value === 'string' ||
      one.value === null,
  )
}

function valuesOf(scene: Scene, at: { module: Module; node: Node }): Value[] {
  return scene.program.uses.resolve(scene.program.evaluate(at)).flatMap((value) => {
    if (value.kind !== 'called') return [value]
    const [first] = 'arguments' in value.site.node ? (value.site.node.arguments as Node[]) : []
    const isText = pathOf(value.of) === 'global:JSON.stringify'
    return isText && first !== undefined
      ? valuesOf(scene, { module: value.site.module, node: first })
      : [value]
  })
}

function keysOf(scene: Scene, value: Value): ReadonlyMap<string, Value> | 'text' | 'unreadable' {
  if (value.kind === 'object') return new Map(entriesOf(scene.program, value))
  if (value.kind === 'literal' || value.kind === 'text' || value.kind === 'array') return 'text'
  return 'unreadable'
}

/** Some path gives plain text: also out of a callback that the result of a call is made by. */
export function answersInText(handler: FunctionNode): boolean {
  return returnsOf(handler).some((result) => {
    const node = unwrapped(result)
    if (isNode(node, 'Literal') || isNode(node, 'TemplateLiteral')) return true
    if (!isNode(node, 'CallExpression')) return false
    if (isNode(node.callee, 'MemberExpression') && TO_TEXT.has(memberName(node.callee) ?? '')) return true
    return node.arguments.some((one) => isFunction(one) && answersInText(one))
  })
}

const TO_TEXT = new Set(['join', 'toString', 'stringify', 'trim', 'toUpperCase', 'toLowerCase'])

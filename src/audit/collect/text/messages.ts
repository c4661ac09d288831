import { entriesOf } from '../program/elements.ts'
import { type Node, isNode, keyOf } from '../program/node.ts'
import { type Expression, type Value, alternatives } from '../program/value.ts'
import type { How, Role, Tracing } from './trace.ts'

const TEXT_KEYS = ['content', 'text', 'parts', 'prompt', 'input', 'template', 'messages', 'kwargs']

/** A message, a part of one, or an object of texts. */
export function traceMessage(
  tracing: Tracing,
  value: Extract<Value, { kind: 'object' }>,
  from: Expression,
  how: How,
): void {
  const entries = new Map(entriesOf(tracing.program, value))
  const said = entries.get('role') ?? entries.get('type')
  const role = (said && roleOf(said)) ?? how.role
  const texts = TEXT_KEYS.filter((key) => entries.has(key))
  for (const key of texts) tracing.follow(entries.get(key)!, placeOf(value, key) ?? from, { ...how, role })
  if (texts.length > 0 || how.inMessages) return
  for (const [key, inner] of entries)
    tracing.follow(inner, placeOf(value, key) ?? from, { ...how, role, inMessages: false })
}

/** Where the value of a key is written in an object. */
function placeOf({ module, node }: Expression, key: string): Expression | undefined {
  if (!isNode(node, 'ObjectExpression')) return undefined
  for (const one of node.properties as readonly Node[])
    if (isNode(one, 'Property') && keyOf(one) === key) return { module, node: one.value }
  return undefined
}

const ROLES: Readonly<Record<string, Role>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  human: 'user',
  assistant: 'other',
  ai: 'other',
  tool: 'other',
  tool_result: 'other',
  function: 'other',
}

function roleOf(value: Value): Role | undefined {
  for (const one of alternatives(value)) {
    const role =
      one.kind === 'literal' && Object.hasOwn(ROLES, String(one.value)) ? ROLES[String(one.value)] : undefined
    if (role !== undefined) return role
  }
  return undefined
}

/** Message classes: `new SystemMessage(text)`. */
export function messageRole(path: string): Role | undefined {
  if (/:SystemMessage(Chunk|PromptTemplate)?\b/.test(path)) return 'system'
  if (/:HumanMessage(Chunk|PromptTemplate)?\b/.test(path)) return 'user'
  if (/:(AIMessage|ToolMessage|FunctionMessage|ChatMessage)(Chunk)?\b/.test(path)) return 'other'
  return undefined
}

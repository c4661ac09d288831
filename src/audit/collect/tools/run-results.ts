import type { Tool } from '../../facts/tool.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { type Node, isNode, memberName, nodesUnder } from '../program/node.ts'
import type { Scene } from '../scene.ts'
import type { ToolRun } from './tool-run.ts'

/**
 * Whether an agent's loop keeps every result in the same event: `{ type, data }`, pushed onto a list. Messages of a
 * provider (`role: 'tool'`, `tool_result`) are its wire and no envelope of the repository.
 */
export function resultOfRuns(_scene: Scene, draft: AgentDraft, runs: readonly ToolRun[]): Tool['result'] {
  if (runs.length === 0) return 'unknown'
  let events = 0
  let messages = 0
  for (const { node: top } of draft.owned) {
    for (const node of nodesUnder(top)) {
      if (!isNode(node, 'ObjectExpression')) continue
      const keys = keysOf(node)
      if (isWire(node, keys)) messages++
      else if (keys.has('type') && keys.has('data') && isAppended(node)) events++
    }
  }
  return events > 0 && messages === 0 ? 'envelope' : 'unknown'
}

function keysOf(node: Node): Map<string, Node> {
  const keys = new Map<string, Node>()
  if (isNode(node, 'ObjectExpression'))
    for (const one of node.properties)
      if (isNode(one, 'Property') && isNode(one.key, 'Identifier')) keys.set(one.key.name, one.value)
  return keys
}

function isWire(_node: Node, keys: ReadonlyMap<string, Node>): boolean {
  const role = keys.get('role')
  const type = keys.get('type')
  const says = (value: Node | undefined, ...words: string[]): boolean =>
    isNode(value, 'Literal') && words.includes(String(value.value))
  return (
    keys.has('tool_call_id') ||
    keys.has('tool_use_id') ||
    says(role, 'tool') ||
    says(type, 'tool_result', 'function_call_output')
  )
}

/** Pushed onto a list, or part of a list that is made anew. */
function isAppended(node: Node): boolean {
  const { parent } = node
  if (isNode(parent, 'CallExpression') && isNode(parent.callee, 'MemberExpression'))
    return ['push', 'append', 'concat'].includes(memberName(parent.callee) ?? '')
  return isNode(parent, 'ArrayExpression')
}

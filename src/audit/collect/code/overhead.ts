import type { AgentDraft } from '../agents/draft.ts'
import { type Node, isNode, keyOf, endOf, startOf } from '../program/node.ts'
import type { Expression } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { traceText } from '../text/trace-text.ts'

const CHARACTERS_PER_TOKEN = 4

/** Tokens of instructions and tool definitions, estimated from their text; undefined when some of it is not here. */
export function overheadOf({ program }: Scene, draft: AgentDraft): number | undefined {
  if (draft.moreTools) return undefined
  let characters = 0
  const inputs = [...(draft.sighting?.inputs ?? []), ...draft.calls.flatMap((call) => call.inputs)]
  const seen = new Set<unknown>()
  for (const { at, role } of inputs) {
    const { pieces } = traceText(program, at, role === 'system' ? 'system' : 'user')
    for (const piece of pieces) {
      if (piece.role !== 'system' || seen.has(piece.node)) continue
      seen.add(piece.node)
      if (piece.origin !== 'literal') return undefined
      characters += piece.text.length
    }
  }
  for (const { at } of draft.tools) characters += definitionLength(at)
  return Math.round(characters / CHARACTERS_PER_TOKEN)
}

const HANDLERS = new Set(['execute', 'run', 'handler', 'func', 'invoke', 'call'])

/** What stands in a tool's definition, its handler left out. */
function definitionLength({ module, node }: Expression): number {
  const length = endOf(node) - startOf(node)
  const given = isNode(node, 'CallExpression') ? node.arguments : [node]
  const handlers = given.flatMap((one): Node[] =>
    isNode(one, 'ObjectExpression')
      ? one.properties.filter(
          (property) => isNode(property, 'Property') && HANDLERS.has(keyOf(property) ?? ''),
        )
      : isNode(one, 'ArrowFunctionExpression') || isNode(one, 'FunctionExpression')
        ? [one]
        : [],
  )
  return handlers.reduce(
    (rest, node) => rest - (endOf(node) - startOf(node)),
    Math.min(length, module.text.length),
  )
}

import type { Context } from '../../facts/agent.ts'
import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { functionsOf } from '../program/elements.ts'
import { type Node, isNode, keyOf, memberName, nodesUnder, returnsOf, unwrapped } from '../program/node.ts'
import { type Expression, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { sightAt } from '../sight-at.ts'

/** Results of tools on their way into the history: as they came, or cut and projected. */
export function resultsIn(scene: Scene, draft: AgentDraft): Pick<Context, 'rawResults' | 'shapedResults'> {
  const all = [...answersIn(scene, draft), ...handlerResults(scene, draft)]
  const seen = [...new Map(all.map((one) => [`${one.file}:${one.line}`, one])).values()]
  return {
    rawResults: seen.filter(({ kind }) => kind === 'raw'),
    shapedResults: seen.filter(({ kind }) => kind === 'shaped'),
  }
}

/** `{ role: 'tool', content }`, `{ type: 'tool_result', content }` in the agent's own code. */
function answersIn({ program }: Scene, { owned }: AgentDraft): Sight[] {
  return owned.flatMap(({ module, node }) =>
    [...nodesUnder(node)].flatMap((inner) => {
      if (!isNode(inner, 'ObjectExpression') || !isToolAnswer(inner)) return []
      const content = inner.properties.find(
        (one) => isNode(one, 'Property') && /^(content|output)$/.test(keyOf(one) ?? ''),
      )
      if (!isNode(content, 'Property') || isNode(content.value, 'Literal')) return []
      const at = { module, node: content.value as Node }
      if (isShaped(program, at)) return [sightAt(at, 'shaped')]
      return isWhole(at) ? [sightAt(at, 'raw')] : []
    }),
  )
}

function isToolAnswer(node: Node): boolean {
  return (
    isNode(node, 'ObjectExpression') &&
    node.properties.some(
      (one) =>
        isNode(one, 'Property') &&
        isNode(one.value, 'Literal') &&
        ((keyOf(one) === 'role' && one.value.value === 'tool') ||
          (keyOf(one) === 'type' && /^(tool_result|function_call_output)$/.test(String(one.value.value)))),
    )
  )
}

/** A value as it came: `result`, `JSON.stringify(result)`, `result.content`; fields of an event were chosen before. */
function isWhole({ module, node }: Expression): boolean {
  const inner = unwrapped(node)
  if (isNode(inner, 'CallExpression') && isNode(inner.callee, 'MemberExpression')) {
    const [first] = inner.arguments
    return memberName(inner.callee) === 'stringify' && first !== undefined && isWhole({ module, node: first })
  }
  if (isNode(inner, 'MemberExpression')) {
    const base = unwrapped(inner.object)
    const definition = isNode(base, 'Identifier') ? module.variableOf(base)?.defs[0]?.node : undefined
    return isNode(definition, 'VariableDeclarator') && isNode(definition.init, 'AwaitExpression')
  }
  return isNode(inner, 'Identifier') || isNode(inner, 'CallExpression')
}

/** A cut, a selection of fields, or a text with a few of them. */
function isShaped(program: Scene['program'], at: Expression, depth = 0): boolean {
  const node = unwrapped(at.node)
  if (depth > 3) return false
  if (isNode(node, 'TemplateLiteral') || isNode(node, 'Literal')) return true
  if (isNode(node, 'ObjectExpression')) return !node.properties.some((one) => isNode(one, 'SpreadElement'))
  if (isNode(node, 'CallExpression') && isNode(node.callee, 'MemberExpression')) {
    const name = memberName(node.callee) ?? ''
    if (/^(slice|substring|map|pick|join)$/.test(name)) return true
    const [first] = node.arguments
    return (
      name === 'stringify' &&
      first !== undefined &&
      isShaped(program, { module: at.module, node: first }, depth + 1)
    )
  }
  const value = isNode(node, 'Identifier') ? program.evaluate({ module: at.module, node }) : undefined
  return value?.kind === 'called' && value.site.node !== node
    ? isShaped(program, value.site, depth + 1)
    : false
}

/** What handlers that a framework runs give back: the whole answer of a service, or a part of it. */
function handlerResults({ program }: Scene, { tools }: AgentDraft): Sight[] {
  return tools.flatMap(({ handler, runBy }) => {
    if (handler === undefined || runBy !== 'framework') return []
    return functionsOf(program, handler).flatMap(({ module, node }) =>
      returnsOf(node).flatMap((result): Sight[] => {
        const at = { module, node: unwrapped(result) }
        const path = pathOf(program.evaluate(at)) ?? ''
        if (/^global:fetch\(\)\.(json|text)\(\)$|^(axios|got|ky):.*\(\)(\.data|\.json\(\))?$/.test(path))
          return [sightAt(at, 'raw')]
        return isShaped(program, at) ? [sightAt(at, 'shaped')] : []
      }),
    )
  })
}

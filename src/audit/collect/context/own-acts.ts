import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { elementsOf } from '../program/elements.ts'
import { type Node, around, isNode, keyOf, memberName, nodesUnder } from '../program/node.ts'
import { type Expression, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { sightAt } from '../sight-at.ts'
import { isShortener, shortens } from './known-calls.ts'
import type { InputFlow } from './flow.ts'

/** What changes the history beside the expression that is sent: frameworks' hooks and limits, cuts in place. */
export function ownActs(scene: Scene, draft: AgentDraft, flow: InputFlow): Sight[] {
  const limit = draft.sighting?.memory?.limit ?? draft.graph?.memory?.limit
  return [
    ...(limit === undefined ? [] : [sightAt(limit, 'framework-limit')]),
    ...hookActs(scene, draft),
    ...cutsInPlace(draft, flow),
  ]
}

const INPUT_HOOKS = new Set([
  'prepareStep',
  'experimental_prepareStep',
  'callModelInputFilter',
  'preModelHook',
  'inputProcessors',
  'middleware',
  'prepareCall',
  'beforeModel',
])

/** Hooks that get the messages before the model does. */
function hookActs({ program }: Scene, draft: AgentDraft): Sight[] {
  const hooks = [...(draft.sighting?.hooks ?? []), ...draft.calls.flatMap((call) => call.hooks)]
  return hooks.flatMap((hook) => {
    const option = around(hook.node, (node) => isNode(node, 'Property'))
    if (!isNode(option, 'Property') || !INPUT_HOOKS.has(keyOf(option) ?? '')) return []
    return program.uses.resolve(program.evaluate(hook)).flatMap((value) => {
      const parts = value.kind === 'array' ? elementsOf(program, value) : [value]
      return parts.flatMap((part) => {
        const path = shortens(pathOf(part) ?? '')
        if (path !== undefined && part.kind === 'called') return [sightAt(part.site, path)]
        return 'node' in part && part.node && part.module
          ? actsIn(program, { module: part.module, node: part.node })
          : []
      })
    })
  })
}

function actsIn(program: Scene['program'], { module, node }: Expression): Sight[] {
  return [...nodesUnder(node)].flatMap((inner) => {
    if (!isNode(inner, 'CallExpression')) return []
    const path = pathOf(program.evaluate({ module, node: inner.callee })) ?? ''
    const name = isNode(inner.callee, 'MemberExpression') ? (memberName(inner.callee) ?? '') : ''
    const act = shortens(path) ?? isShortener(name, inner.arguments)
    return act === undefined ? [] : [sightAt({ module, node: inner }, act)]
  })
}

/** `messages.splice(…)`, `messages.shift()`, `messages.length = 0` on the list that grows. */
function cutsInPlace(draft: AgentDraft, { growing, rendered }: InputFlow): Sight[] {
  const lists = new Set([...growing, ...rendered].map(({ what }) => what))
  const isList = (text: string): boolean =>
    [...lists].some((list) => text === list || text.endsWith(`.${list}`))
  return draft.owned.flatMap(({ module, node }) =>
    [...nodesUnder(node)].flatMap((inner): Sight[] => {
      const at = { module, node: inner }
      const target = targetOf(inner)
      if (target === undefined || !isList(module.textOf(target.list))) return []
      return [sightAt(at, target.act)]
    }),
  )
}

function targetOf(node: Node): { list: Node; act: string } | undefined {
  if (isNode(node, 'CallExpression') && isNode(node.callee, 'MemberExpression'))
    return /^(splice|shift)$/.test(memberName(node.callee) ?? '')
      ? { list: node.callee.object, act: 'slice' }
      : undefined
  if (!isNode(node, 'AssignmentExpression') || node.operator !== '=') return undefined
  if (isNode(node.left, 'MemberExpression') && memberName(node.left) === 'length')
    return { list: node.left.object, act: 'reset' }
  const isEmpty = isNode(node.right, 'ArrayExpression') && node.right.elements.length === 0
  return isEmpty ? { list: node.left, act: 'reset' } : undefined
}

import type { State } from '../../facts/agent.ts'
import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { type Node, isCall, isNode, keyOf } from '../program/node.ts'
import { alternatives, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { type History, historiesOf } from './history.ts'

export interface Thread {
  readonly thread: Sight | undefined
  readonly shape: State['shape']
  readonly notSerialisable: readonly Sight[]
}

/** The one place that holds a run. `kept`: variables of modules and fields that hold parts of it. */
export function threadOf(scene: Scene, draft: AgentDraft, kept: readonly Sight[]): Thread {
  if (draft.graph !== undefined) return ofGraph(scene, draft.graph.at)
  const [first, ...others] = historiesOf(scene, draft).toSorted(
    (one, other) => Number(other.inObject) - Number(one.inObject),
  )
  if (first === undefined)
    return { thread: undefined, shape: kept.length > 1 ? 'scattered' : 'none', notSerialisable: [] }
  const places = new Set(kept.map(({ what }) => what.replace(/^this\./, '')))
  const thread = sightOf(first)
  if (places.size > 1 || (places.size === 1 && first.inObject && others.length > 0))
    return { thread, shape: 'scattered', notSerialisable: [] }
  return { thread, shape: first.inObject ? 'object' : 'list', notSerialisable: notPlain(scene, first) }
}

function sightOf({ what, declared, field, appends }: History): Sight {
  const place =
    declared?.module.placeOf(declared.variable.identifiers[0] ?? declared.node) ??
    appends[0]!.module.placeOf(field === undefined ? appends[0]!.node : appends[0]!.node)
  return { ...place, kind: 'thread', what }
}

/** `MessagesAnnotation` is the history alone; a state of one's own holds the rest too. */
function ofGraph(scene: Scene, at: { module: History['appends'][number]['module']; node: Node }): Thread {
  const { module, node } = at
  const [schema] = isCall(node) ? node.arguments : []
  const isAlone =
    schema !== undefined &&
    [...alternatives(scene.program.evaluate({ module, node: schema }))].some((value) =>
      /:(MessagesAnnotation|MessagesZodState|MessagesState)$/.test(pathOf(value) ?? ''),
    )
  const thread: Sight = { ...module.placeOf(node), kind: 'graph-state', what: 'state of the graph' }
  return { thread, shape: isAlone ? 'list' : 'object', notSerialisable: [] }
}

/** Functions, live objects and collections in the object that should be written as JSON. */
function notPlain(scene: Scene, { declared, inObject }: History): Sight[] {
  const init = inObject && isNode(declared?.node, 'VariableDeclarator') ? declared.node.init : null
  if (!declared || !isNode(init, 'ObjectExpression')) return []
  return init.properties.flatMap((property) => {
    if (!isNode(property, 'Property')) return []
    const isLive = [
      ...alternatives(scene.program.evaluate({ module: declared.module, node: property.value })),
    ].some(
      (value) =>
        value.kind === 'function' ||
        value.kind === 'instance' ||
        /^global:(Map|Set|WeakMap|AbortController|Promise)\(\)$/.test(pathOf(value) ?? ''),
    )
    return isLive
      ? [{ ...declared.module.placeOf(property), kind: 'not-json', what: keyOf(property) ?? 'a member' }]
      : []
  })
}

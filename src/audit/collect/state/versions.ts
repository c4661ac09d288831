import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { type Node, isNode, keyOf, nodesUnder } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { Scene } from '../scene.ts'
import { historiesOf } from './history.ts'
import { sightAt } from './history-acts.ts'
import { storesOf } from './stores.ts'
import { storeCallAt } from './store-calls.ts'

/** A number that says which shape an event, or a stored run, has. */
export function versionsOf(scene: Scene, draft: AgentDraft): Sight[] {
  const added = historiesOf(scene, draft).flatMap(({ appends }) =>
    appends.flatMap(({ module, node }) => versionsIn(module, node)),
  )
  const files = new Set(storesOf(scene, draft).map(({ file }) => file))
  const stored = scene.program.modules
    .filter(({ path }) => files.has(path))
    .flatMap((module) =>
      module.nodes('CallExpression').flatMap((node) => {
        const call = storeCallAt(scene, module, node)
        return call?.how === 'write' ? versionsIn(module, call.node) : []
      }),
    )
  return [...added, ...stored]
}

function versionsIn(module: Module, node: Node): Sight[] {
  return [...nodesUnder(node)].flatMap((inner) =>
    isNode(inner, 'Property') &&
    /^(v|version|schemaVersion|schema_version)$/.test(keyOf(inner) ?? '') &&
    isNode(inner.value, 'Literal')
      ? [sightAt(module, inner, 'version')]
      : [],
  )
}

import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { isCall, nodesUnder } from '../program/node.ts'
import { pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { registrationsOf } from '../triggers/registrations.ts'
import { routesOf } from '../triggers/routes.ts'
import { sightAt } from './history-acts.ts'
import { storeCallAt } from './store-calls.ts'
import { storesOf } from './stores.ts'

const LIBRARY =
  /^workflow(\/api)?:getRun$|^@langchain\/langgraph-sdk.*\.(threads\.(get|getState)|runs\.get)$|^@mastra\/.*\.(getWorkflowRunById|getWorkflowRunExecutionResult)$|^@temporalio\/client.*\.(getHandle|describe)$|^@trigger\.dev\/sdk[^:]*:runs\.retrieve$/

/** Routes that read a run by its id. */
export function queriesOf(scene: Scene, draft: AgentDraft): Sight[] {
  const stores = storesOf(scene, draft).filter(({ keeps }) => keeps === 'durable' || keeps === 'platform')
  if (stores.length === 0) return []
  const files = new Set(stores.map(({ file }) => file))
  return [...registrationsOf(scene), ...routesOf(scene)].flatMap(({ kind, at, handlers }) => {
    if (kind !== 'http') return []
    const way = handlers.flatMap((handler) => [handler, ...scene.graph.reachedFrom(handler)])
    // A way that asks a model is a start of a run, not a question about one.
    if (way.some(({ node }) => scene.asking.functions.has(node))) return []
    const reads = way.some(({ module, node }) =>
      [...nodesUnder(node)].some((inner) => {
        if (files.has(module.path) && storeCallAt(scene, module, inner)?.how === 'read') return true
        return (
          isCall(inner) && LIBRARY.test(pathOf(scene.program.evaluate({ module, node: inner.callee })) ?? '')
        )
      }),
    )
    return reads ? [sightAt(at.module, at.node, 'query')] : []
  })
}

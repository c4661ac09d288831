import type { Control } from '../../facts/agent.ts'
import type { Bound } from '../../facts/model-call.ts'
import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { Scene } from '../scene.ts'
import { boundOf } from './bound.ts'
import { cancelsOf } from './cancels.ts'
import { hooksOf } from './hooks.ts'
import { noProgressOf } from './no-progress.ts'

/** Who decides what happens after each answer of the model, and what bounds it. */
export function controlOf(scene: Scene, draft: AgentDraft): Control {
  const bound = boundOf(scene, draft)
  const hooks = withBound(hooksOf(scene, draft), bound, draft)
  const owner = ownerOf(draft, hooks)
  const { module, node } = owner === 'own' && draft.cycle !== undefined ? draft.cycle.region : draft.region
  return {
    owner,
    at: module.placeOf(node),
    hooks,
    bound,
    noProgress: noProgressOf(scene, draft),
    cancels: cancelsOf(scene, draft),
  }
}

function ownerOf({ graph, cycle, kind, sighting }: AgentDraft, hooks: readonly Sight[]): Control['owner'] {
  if (graph !== undefined) return 'graph'
  if (cycle !== undefined || sighting?.decides !== undefined) return 'own'
  if (kind === 'single-call') return 'none'
  // A framework's workflow is a graph, unless it runs its agents in a loop of its own.
  if (kind === 'workflow' && sighting?.bound === undefined) return sighting === undefined ? 'own' : 'graph'
  return hooks.some((hook) => hook.kind !== 'observes') ? 'hooks' : 'framework'
}

/** A number that the repository gives to a framework's loop is a hook that counts. */
function withBound(
  hooks: readonly Sight[],
  { state, steps, at }: Bound,
  draft: AgentDraft,
): readonly Sight[] {
  const isFrameworks =
    draft.cycle === undefined && draft.graph === undefined && draft.kind === 'framework-agent'
  if (!isFrameworks || state !== 'explicit' || at === undefined) return hooks
  if (hooks.some((hook) => hook.file === at.file && hook.line <= at.line && hook.endLine >= at.endLine))
    return hooks
  return [
    ...hooks,
    { ...at, kind: 'bound', what: steps === undefined ? 'a bound' : `${steps} steps at most` },
  ]
}

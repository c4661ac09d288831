import type { State } from '../../facts/agent.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { Scene } from '../scene.ts'
import { derivationsOf, forksOf, rendersOf, rewritesOf } from './history-acts.ts'
import { instanceStateOf } from './instance-state.ts'
import { moduleStateOf, sightOf } from './module-state.ts'
import { storesOf } from './stores.ts'
import { threadOf } from './thread.ts'
import { versionsOf } from './versions.ts'

/** Where the state of a run lives. */
export function stateOf(scene: Scene, draft: AgentDraft): State {
  const moduleMutable = moduleStateOf(scene, draft).map(sightOf)
  const instanceState = instanceStateOf(scene, draft)
  const kept = moduleMutable.filter(({ kind }) => kind === 'history' || kind === 'state')
  return {
    ...threadOf(scene, draft, [...kept, ...instanceState]),
    stores: storesOf(scene, draft),
    moduleMutable,
    instanceState,
    rewrites: rewritesOf(scene, draft),
    derivations: derivationsOf(scene, draft),
    forks: forksOf(scene, draft),
    renders: rendersOf(scene, draft),
    versions: versionsOf(scene, draft),
  }
}

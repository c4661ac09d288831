import type { State } from '../../facts/agent.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { Scene } from '../scene.ts'
import { moduleStateOf, sightOf } from './module-state.ts'

/** Where the state of a run lives. */
export function stateOf(scene: Scene, draft: AgentDraft): State {
  return {
    thread: undefined,
    shape: 'none',
    notSerialisable: [],
    stores: [],
    moduleMutable: moduleStateOf(scene, draft).map(sightOf),
    instanceState: [],
    rewrites: [],
    derivations: [],
    forks: [],
    renders: [],
    versions: [],
  }
}

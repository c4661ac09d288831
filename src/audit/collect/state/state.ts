import type { State } from '../../facts/agent.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { Scene } from '../scene.ts'

/** Where the state of a run lives. */
export function stateOf(_scene: Scene, _draft: AgentDraft): State {
  return {
    thread: undefined,
    shape: 'none',
    notSerialisable: [],
    stores: [],
    moduleMutable: [],
    instanceState: [],
    rewrites: [],
    derivations: [],
    forks: [],
    renders: [],
    versions: [],
  }
}

// What a framework provides to an agent, put beside what the agent's own code shows.
import type { Agent } from '../facts/agent.ts'
import type { Sight } from '../facts/place.ts'
import type { AgentDraft } from './agents/draft.ts'
import type { Provided } from './sighting.ts'
import { sightAt } from './sight-at.ts'

/** The facts of an agent, with what its framework's adapter vouches for. What the code shows is never taken out. */
export function withProvided({ sighting }: AgentDraft, agent: Agent): Agent {
  return (sighting?.provides ?? []).reduce(
    (facts, { what, at }) => ({ ...facts, ...additions[what](facts, sightAt(at, what, words[what])) }),
    agent,
  )
}

type Kind = Provided['what']

const words: Readonly<Record<Kind, string>> = {
  'context-budget': 'a budget of tokens',
  'error-fed-back': 'failures become events that the model reads',
  'error-compact': 'errors are one short line',
  'error-kinds': 'what may be tried again is told apart',
  'error-threshold': 'failures in a row are counted',
  launch: 'launched and looked up by id',
  'no-progress': 'the same call with the same result is noticed',
  pause: 'paused between choice and execution',
  resume: 'resumed by id, once',
  signal: 'a signal reaches the model',
  thread: 'a thread of events',
}

const additions: Readonly<Record<Kind, (agent: Agent, seen: Sight) => Partial<Agent>>> = {
  'context-budget': ({ context }, seen) => ({
    context: {
      ...context,
      input: 'built',
      at: { file: seen.file, line: seen.line, endLine: seen.endLine },
      acts: [...context.acts, { ...seen, kind: 'token-count' }],
      bounded: 'yes',
      bound: seen,
    },
  }),
  'error-fed-back': ({ errors }, seen) => ({ errors: { ...errors, fedBack: [...errors.fedBack, seen] } }),
  'error-compact': ({ errors }, seen) => ({ errors: { ...errors, compact: [...errors.compact, seen] } }),
  'error-kinds': ({ errors }, seen) => ({
    errors: { ...errors, classifications: [...errors.classifications, seen] },
  }),
  'error-threshold': ({ errors }, seen) => ({
    errors: { ...errors, thresholds: [...errors.thresholds, seen], ends: [...errors.ends, seen] },
  }),
  launch: ({ waiting }, seen) => ({
    waiting: { ...waiting, launches: [...waiting.launches, seen], queries: [...waiting.queries, seen] },
  }),
  'no-progress': ({ control }, seen) => ({
    control: { ...control, noProgress: [...control.noProgress, seen] },
  }),
  pause: ({ waiting }, seen) => ({
    waiting: { ...waiting, gates: [...waiting.gates, seen], durable: [...waiting.durable, seen] },
  }),
  resume: ({ waiting, state }, seen) => ({
    waiting: { ...waiting, resumes: [...waiting.resumes, seen] },
    state: {
      ...state,
      stores: state.stores.map((store) =>
        isWithin(store, seen) ? { ...store, conditionalWrite: true } : store,
      ),
    },
  }),
  signal: ({ control }, _seen) => ({
    control: { ...control, cancels: { ...control.cancels, model: true } },
  }),
  thread: ({ state }, seen) => ({
    state: {
      ...state,
      ...(state.shape === 'scattered' ? {} : { shape: 'object', thread: seen }),
      derivations: [...state.derivations, seen],
      forks: [...state.forks, seen],
      renders: [...state.renders, seen],
      versions: [...state.versions, seen],
    },
  }),
}

/** The framework's own store stands where the agent is declared; what the repository adds stands elsewhere. */
function isWithin(store: Sight, seen: Sight): boolean {
  return store.file === seen.file && store.line >= seen.line && store.endLine <= seen.endLine
}

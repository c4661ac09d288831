import type { Context } from '../../facts/agent.ts'
import type { Bound } from '../../facts/model-call.ts'
import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { InputFlow } from './flow.ts'

interface Given {
  readonly draft: AgentDraft
  readonly input: Context['input']
  readonly flow: InputFlow
  readonly acts: readonly Sight[]
  readonly bound: Bound
}

const BOUNDS = new Set(['slice', 'token-count', 'framework-limit'])

/** A window, a count of tokens or a limit bounds what is sent; so do few steps, where nothing is left of a run. */
export function boundedness(given: Given): Pick<Context, 'bounded' | 'bound'> {
  const { draft, input, flow, acts, bound } = given
  const window = acts.find(({ kind }) => BOUNDS.has(kind))
  if (window !== undefined) return { bounded: 'yes', bound: window }
  if (input === 'one-shot') return { bounded: 'yes', bound: undefined }
  if (input === 'resent') return { bounded: 'no', bound: undefined }
  if (input === 'hosted') return { bounded: 'unknown', bound: undefined }
  const steps = stepsOf(bound)
  if (input === 'framework') {
    if (draft.sighting?.memory !== undefined) return { bounded: 'unknown', bound: undefined }
    return bound.state === 'none' ? { bounded: 'no', bound: undefined } : { bounded: 'yes', bound: steps }
  }
  if (flow.stored.length > 0 && input !== 'built') return { bounded: 'no', bound: undefined }
  if (bound.state === 'explicit') return { bounded: 'yes', bound: steps }
  const carries = flow.growing.length + flow.rendered.length + flow.stored.length > 0
  return { bounded: carries && bound.state !== 'unknown' ? 'no' : 'unknown', bound: undefined }
}

function stepsOf({ steps, at }: Bound): Sight | undefined {
  return (
    at && {
      ...at,
      kind: 'steps',
      what: steps === undefined ? 'a fixed number of steps' : `${steps} steps at most`,
    }
  )
}

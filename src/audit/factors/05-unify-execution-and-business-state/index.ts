// Factor 5: what happened is the state; where the run stands follows from it.
import type { Factor } from '../factor.ts'
import { eventsAreAppendOnly } from './events-are-append-only.ts'
import { oneThreadHoldsTheRun } from './one-thread-holds-the-run.ts'
import { statusIsDerived } from './status-is-derived.ts'
import { threadsCanBeForked } from './threads-can-be-forked.ts'
import { threadsCanBeRead } from './threads-can-be-read.ts'

export const factor05: Factor = {
  number: 5,
  slug: 'unify-execution-and-business-state',
  title: 'Unify execution state and business state',
  word: 'state',
  essay: 'content/factor-05-unify-execution-state.md',
  requirements: [
    oneThreadHoldsTheRun,
    statusIsDerived,
    eventsAreAppendOnly,
    threadsCanBeForked,
    threadsCanBeRead,
  ],
}

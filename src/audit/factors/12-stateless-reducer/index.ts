// Factor 12: a step is a function of the thread; nothing of the run lives anywhere else.
import type { Factor } from '../factor.ts'
import { anyProcessCanTakeTheNextStep } from './any-process-can-take-the-next-step.ts'
import { oldThreadsStillReplay } from './old-threads-still-replay.ts'
import { replaysAreIdentical } from './replays-are-identical.ts'
import { stepsHaveNoHiddenState } from './steps-have-no-hidden-state.ts'
import { threadsShareNothing } from './threads-share-nothing.ts'

export const factor12: Factor = {
  number: 12,
  slug: 'stateless-reducer',
  title: 'Stateless reducer',
  word: 'reducer',
  essay: 'content/factor-12-stateless-reducer.md',
  requirements: [
    stepsHaveNoHiddenState,
    replaysAreIdentical,
    anyProcessCanTakeTheNextStep,
    threadsShareNothing,
    oldThreadsStillReplay,
  ],
}

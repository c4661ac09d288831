// Factor 4: a tool call is data that the model wrote; what happens with it is the business of code.
import type { Factor } from '../factor.ts'
import { choiceAndExecutionAreApart } from './choice-and-execution-are-apart.ts'
import { everyChoiceGetsOneAnswer } from './every-choice-gets-one-answer.ts'
import { everyChoiceHasAHandler } from './every-choice-has-a-handler.ts'
import { modelTextIsNeverExecuted } from './model-text-is-never-executed.ts'
import { resultsShareOneEnvelope } from './results-share-one-envelope.ts'
import { schemasStandApartFromHandlers } from './schemas-stand-apart-from-handlers.ts'

export const factor04: Factor = {
  number: 4,
  slug: 'tools-are-structured-outputs',
  title: 'Tools are structured outputs',
  word: 'outputs',
  essay: 'content/factor-04-tools-are-structured-outputs.md',
  requirements: [
    choiceAndExecutionAreApart,
    everyChoiceHasAHandler,
    modelTextIsNeverExecuted,
    everyChoiceGetsOneAnswer,
    schemasStandApartFromHandlers,
    resultsShareOneEnvelope,
  ],
}

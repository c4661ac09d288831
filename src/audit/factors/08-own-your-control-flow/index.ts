// Factor 8: the repository's code decides after each step: go on, wait, stop. And it always stops.
import type { Factor } from '../factor.ts'
import { cancellationReachesModelAndTools } from './cancellation-reaches-model-and-tools.ts'
import { codeDecidesTheNextStep } from './code-decides-the-next-step.ts'
import { providerLimitsAreHandledInCode } from './provider-limits-are-handled-in-code.ts'
import { repetitionWithoutProgressIsNoticed } from './repetition-without-progress-is-noticed.ts'
import { stepsAreBounded } from './steps-are-bounded.ts'

export const factor08: Factor = {
  number: 8,
  slug: 'own-your-control-flow',
  title: 'Own your control flow',
  word: 'control',
  essay: 'content/factor-08-own-your-control-flow.md',
  requirements: [
    codeDecidesTheNextStep,
    stepsAreBounded,
    repetitionWithoutProgressIsNoticed,
    cancellationReachesModelAndTools,
    providerLimitsAreHandledInCode,
  ],
}

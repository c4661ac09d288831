// Factor 9: a failure is one short line that the model can act on, and a few in a row are enough.
import type { Factor } from '../factor.ts'
import { consecutiveFailuresStop } from './consecutive-failures-stop.ts'
import { errorTextIsCompact } from './error-text-is-compact.ts'
import { failedToolsBecomeErrorsThatTheModelSees } from './failed-tools-become-errors-that-the-model-sees.ts'
import { kindsOfErrorsAreToldApart } from './kinds-of-errors-are-told-apart.ts'
import { repeatedFailuresEscalate } from './repeated-failures-escalate.ts'

export const factor09: Factor = {
  number: 9,
  slug: 'compact-errors',
  title: 'Compact errors',
  word: 'errors',
  essay: 'content/factor-09-compact-errors.md',
  requirements: [
    failedToolsBecomeErrorsThatTheModelSees,
    errorTextIsCompact,
    consecutiveFailuresStop,
    repeatedFailuresEscalate,
    kindsOfErrorsAreToldApart,
  ],
}

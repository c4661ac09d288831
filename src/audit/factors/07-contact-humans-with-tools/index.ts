// Factor 7: a person is one more tool, and the run waits for the answer without holding anything.
import type { Factor } from '../factor.ts'
import { answersBelongToTheirRequest } from './answers-belong-to-their-request.ts'
import { askingAPersonParksTheRun } from './asking-a-person-parks-the-run.ts'
import { irreversibleToolsNeedApproval } from './irreversible-tools-need-approval.ts'
import { plainTextNeverEndsARun } from './plain-text-never-ends-a-run.ts'
import { silenceHasAPolicy } from './silence-has-a-policy.ts'

export const factor07: Factor = {
  number: 7,
  slug: 'contact-humans-with-tools',
  title: 'Contact humans with tools',
  word: 'humans',
  essay: 'content/factor-07-contact-humans-with-tools.md',
  requirements: [
    askingAPersonParksTheRun,
    irreversibleToolsNeedApproval,
    answersBelongToTheirRequest,
    plainTextNeverEndsARun,
    silenceHasAPolicy,
  ],
}

// Factor 2: every token that instructs the model is text of this repository, in a file of its own.
import type { Factor } from '../factor.ts'
import { instructionsComeFromThisRepository } from './instructions-come-from-this-repository.ts'
import { promptsLiveInFiles } from './prompts-live-in-files.ts'
import { promptsAreTested } from './prompts-are-tested.ts'
import { requestsRecordTheirPrompt } from './requests-record-their-prompt.ts'
import { untrustedTextStaysOutOfInstructions } from './untrusted-text-stays-out-of-instructions.ts'

export const factor02: Factor = {
  number: 2,
  slug: 'own-your-prompts',
  title: 'Own your prompts',
  word: 'prompts',
  essay: 'content/factor-02-own-your-prompts.md',
  requirements: [
    instructionsComeFromThisRepository,
    promptsLiveInFiles,
    requestsRecordTheirPrompt,
    promptsAreTested,
    untrustedTextStaysOutOfInstructions,
  ],
}

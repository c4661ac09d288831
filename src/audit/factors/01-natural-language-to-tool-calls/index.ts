// Factor 1: what the model decides arrives as a value of a declared shape; code does the rest.
import type { Factor } from '../factor.ts'
import { argumentsAreValidated } from './arguments-are-validated.ts'
import { decisionsAreStructuredValues } from './decisions-are-structured-values.ts'
import { theModelCanFinishAndAsk } from './the-model-can-finish-and-ask.ts'
import { toolsAreDescribed } from './tools-are-described.ts'
import { unknownChoicesTakeAPath } from './unknown-choices-take-a-path.ts'

export const factor01: Factor = {
  number: 1,
  slug: 'natural-language-to-tool-calls',
  title: 'Natural language to tool calls',
  word: 'tool calls',
  essay: 'content/factor-01-natural-language-to-tool-calls.md',
  requirements: [
    decisionsAreStructuredValues,
    argumentsAreValidated,
    unknownChoicesTakeAPath,
    theModelCanFinishAndAsk,
    toolsAreDescribed,
  ],
}

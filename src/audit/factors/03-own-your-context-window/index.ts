// Factor 3: code chooses what the model reads, and how much of it.
import type { Factor } from '../factor.ts'
import { inputIsBounded } from './input-is-bounded.ts'
import { oneFunctionMakesTheInput } from './one-function-makes-the-input.ts'
import { resolvedEventsLeave } from './resolved-events-leave.ts'
import { resultsAreShaped } from './results-are-shaped.ts'
import { secretsStayOut } from './secrets-stay-out.ts'

export const factor03: Factor = {
  number: 3,
  slug: 'own-your-context-window',
  title: 'Own your context window',
  word: 'context',
  essay: 'content/factor-03-own-your-context-window.md',
  requirements: [
    oneFunctionMakesTheInput,
    inputIsBounded,
    resultsAreShaped,
    secretsStayOut,
    resolvedEventsLeave,
  ],
}

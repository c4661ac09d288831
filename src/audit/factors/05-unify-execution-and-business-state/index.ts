import type { Factor } from '../factor.ts'

export const factor05: Factor = {
  number: 5,
  slug: 'unify-execution-and-business-state',
  title: 'Unify execution state and business state',
  word: 'state',
  essay: 'content/factor-05-unify-execution-state.md',
  requirements: [],
}

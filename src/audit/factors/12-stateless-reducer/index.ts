import type { Factor } from '../factor.ts'

export const factor12: Factor = {
  number: 12,
  slug: 'stateless-reducer',
  title: 'Stateless reducer',
  word: 'reducer',
  essay: 'content/factor-12-stateless-reducer.md',
  requirements: [],
}

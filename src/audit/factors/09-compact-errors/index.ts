import type { Factor } from '../factor.ts'

export const factor09: Factor = {
  number: 9,
  slug: 'compact-errors',
  title: 'Compact errors',
  word: 'errors',
  essay: 'content/factor-09-compact-errors.md',
  requirements: [],
}

import type { Factor } from '../factor.ts'

export const factor03: Factor = {
  number: 3,
  slug: 'own-your-context-window',
  title: 'Own your context window',
  word: 'context',
  essay: 'content/factor-03-own-your-context-window.md',
  requirements: [],
}

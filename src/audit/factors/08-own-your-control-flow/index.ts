import type { Factor } from '../factor.ts'

export const factor08: Factor = {
  number: 8,
  slug: 'own-your-control-flow',
  title: 'Own your control flow',
  word: 'control',
  essay: 'content/factor-08-own-your-control-flow.md',
  requirements: [],
}

import type { Factor } from '../factor.ts'

export const factor04: Factor = {
  number: 4,
  slug: 'tools-are-structured-outputs',
  title: 'Tools are structured outputs',
  word: 'outputs',
  essay: 'content/factor-04-tools-are-structured-outputs.md',
  requirements: [],
}

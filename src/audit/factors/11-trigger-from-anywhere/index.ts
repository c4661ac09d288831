import type { Factor } from '../factor.ts'

export const factor11: Factor = {
  number: 11,
  slug: 'trigger-from-anywhere',
  title: 'Trigger from anywhere',
  word: 'triggers',
  essay: 'content/factor-11-trigger-from-anywhere.md',
  requirements: [],
}

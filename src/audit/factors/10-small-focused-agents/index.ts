import type { Factor } from '../factor.ts'

export const factor10: Factor = {
  number: 10,
  slug: 'small-focused-agents',
  title: 'Small, focused agents',
  word: 'small',
  essay: 'content/factor-10-small-focused-agents.md',
  requirements: [],
}

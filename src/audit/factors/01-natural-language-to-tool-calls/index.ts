import type { Factor } from '../factor.ts'

export const factor01: Factor = {
  number: 1,
  slug: 'natural-language-to-tool-calls',
  title: 'Natural language to tool calls',
  word: 'tool calls',
  essay: 'content/factor-01-natural-language-to-tool-calls.md',
  requirements: [],
}

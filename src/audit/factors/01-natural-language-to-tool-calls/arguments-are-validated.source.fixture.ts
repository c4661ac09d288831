import { newsletter } from '../ai-sdk.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = newsletter

export const red = edited(newsletter, "z.object({ topic: z.string().describe('The topic') })", 'z.any()')

// Nothing is declared, since the tool takes nothing.
export const trap = edited(
  edited(newsletter, "z.object({ topic: z.string().describe('The topic') })", 'z.object({})'),
  "async ({ topic }, { abortSignal }) => {\n    try {\n      const response = await fetch('https://letters.example/topics/' + topic,",
  "async (_input, { abortSignal }) => {\n    try {\n      const response = await fetch('https://letters.example/topics',",
)

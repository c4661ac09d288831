import { expect, it } from 'vitest'
import { seen } from './look-at-source.fixture.ts'
import { openai } from './openai.ts'

it('sees a chat completion with tools in a variable', () => {
  const lines = seen(
    `import OpenAI from 'openai'
     const client = new OpenAI()
     const tools = [{ type: 'function', function: { name: 'add', description: 'Adds.', parameters: {} } }]
     await client.chat.completions.create({ model: 'gpt', messages, tools })`,
    [openai],
  )
  expect(lines).toEqual([
    'call openai.chat.completions.create :4 messages=messages tools=(add declared by code)',
  ])
})

it('leaves look-alikes alone', () => {
  const lines = seen(
    `import twilio from 'twilio'
     const client = { chat: { completions: { create: async () => 1 } } }
     await client.chat.completions.create({ messages })
     await twilio('a', 'b').messages.create({ body: 'Hi', to: '1' })`,
    [openai],
  )
  expect(lines).toEqual([])
})

import { expect, it } from 'vitest'
import { sceneOf } from '../scene-of.fixture.ts'
import { humanContactsOf } from './human-contacts.ts'

/** `how:line` and what is so of it. */
function contacts(source: string | Record<string, string>): string[] {
  return humanContactsOf(sceneOf(source)).map(({ how, line, durable, awaited, deadline, joined, initial }) =>
    [
      `${how}:${line}`,
      durable && 'durable',
      awaited && 'awaited',
      deadline && 'deadline',
      joined && 'joined',
      initial && 'initial',
    ]
      .filter((word) => word !== false && word !== undefined)
      .join(' '),
  )
}

const client = `import OpenAI from 'openai'
import { createInterface } from 'node:readline/promises'
const openai = new OpenAI()
const rl = createInterface({ input: process.stdin })`

it('tells the first task from a question about what the model did', () => {
  expect(
    contacts(`${client}
      const ask = (text) => rl.question(text)
      async function main() {
        const task = await ask('What shall I do? ')
        const plan = await openai.chat.completions.create({ messages: [{ role: 'user', content: \`Make a plan for the following task: \${task}\` }] })
        if ((await ask('Is this plan good? ')) !== 'y') return
      }
      main()`),
  ).toEqual(['readline:7 awaited initial', 'readline:9 awaited'])
})

it('tells a chat that is kept from a session that begins anew with each line', () => {
  const session = (before: string, within: string): string => `${client}
    ${before}
    while (true) {
      const text = await rl.question('> ')
      ${within}
      messages.push({ role: 'user', content: text })
      const reply = await openai.chat.completions.create({ messages: [...messages, { role: 'system', content: 'You are a careful assistant who answers in one sentence.' }] })
      console.log(reply)
    }`
  expect(contacts(session('const messages = []', ''))).toEqual(['chat:7 awaited'])
  expect(contacts(session('', 'const messages = []'))).toEqual(['readline:7 awaited initial'])
})

it('sees tools whose purpose is to ask, simulated or with means', () => {
  expect(
    contacts(`import { generateText, tool, stepCountIs } from 'ai'
      import { z } from 'zod'
      const clarify = tool({ description: 'Request clarification from a human user', inputSchema: z.object({}), execute: async () => 'yes' })
      const confirm = tool({ description: 'Ask the user for confirmation.', inputSchema: z.object({}) })
      const preferences = tool({ description: "Get the user's preferences", inputSchema: z.object({}), execute: async () => 'none' })
      export const run = (prompt) => generateText({ model, prompt, tools: { clarify, confirm, preferences }, stopWhen: stepCountIs(5) })`),
  ).toEqual(['tool:3 awaited', 'tool:4 durable awaited joined'])
})

it('sees a deadline in the options and in a race', () => {
  expect(
    contacts(`${client}
      export async function run(messages) {
        while (true) {
          const reply = await openai.chat.completions.create({ messages })
          if (reply.choices[0].finish_reason === 'stop') return reply
          const one = await rl.question('Go on? ', { signal: AbortSignal.timeout(1000) })
          const two = await Promise.race([rl.question('Sure? '), sleep(1000)])
          const three = await rl.question('Really? ')
          messages.push(one, two, three)
        }
      }`),
  ).toEqual(['readline:9 awaited deadline', 'readline:10 awaited deadline', 'readline:11 awaited'])
})

it('finds nobody in a program without agents', () => {
  expect(contacts(`import inquirer from 'inquirer'\nawait inquirer.prompt([{ name: 'version' }])`)).toEqual(
    [],
  )
})

// Code that looks like an agent and is none, and agents that do not look like one.
import { expect, test } from 'vitest'
import { sceneOf } from '../scene-of.fixture.ts'
import { promptsOf } from '../prompts/prompts.ts'
import { isReached } from '../code/reached.ts'
import { agentsIn, told } from './agents-in.fixture.ts'

test("Twilio's messages.create asks no model", () => {
  expect(
    told({
      'sms.ts': `import twilio from 'twilio'
const client = twilio('id', 'token')
export async function remind(people) {
  while (true) {
    const message = await client.messages.create({ to: people.pop(), from: '+1', body: 'You are invited to our dinner on Friday.' })
    if (!message.sid) return
  }
}`,
    }),
  ).toEqual([])
})

test('an Agent of HTTP is none', () => {
  expect(
    told({
      'http.ts': `import { Agent } from 'node:https'
import { Agent as Pool, setGlobalDispatcher } from 'undici'
export const agent = new Agent({ keepAlive: true })
setGlobalDispatcher(new Pool({ connections: 10 }))`,
    }),
  ).toEqual([])
})

test('agents that are commented out are none', () => {
  expect(
    told({
      'index.ts': `import OpenAI from 'openai'
const client = new OpenAI()
// export const support = new Agent({ name: 'Support', instructions: 'You help people.' })
/* export async function answer(text) {
  return client.chat.completions.create({ messages: [{ role: 'user', content: text }] })
} */
export const note = "while (true) { client.chat.completions.create({}) }"`,
    }),
  ).toEqual([])
})

test('production code in a file named test.ts', () => {
  expect(
    told({
      'src/test.ts': `import { Agent } from '@openai/agents'
export const tester = new Agent({ name: 'Tester', instructions: 'You write tests for the code that you are given.' })`,
    }),
  ).toEqual(['framework-agent tester:2-2'])
})

const factory = `import { Agent } from '@openai/agents'
export function createSupport(name: string) {
  const agent = new Agent({ name, instructions: 'You help the customers of a bank with their questions.' })
  return agent
}`

test('a factory that returns an agent is the agent', () => {
  expect(told({ 'support.ts': factory })).toEqual(['framework-agent createSupport:2-5'])
})

test('a factory of a factory adds none', () => {
  expect(
    told({
      'support.ts': factory,
      'index.ts': `import { run } from '@openai/agents'
import { createSupport } from './support'
const support = () => createSupport('Support')
export const answer = (text: string) => run(support(), text)`,
    }).filter((agent) => agent.startsWith('framework-agent')),
  ).toEqual(['framework-agent createSupport:2-5'])
})

test('a function as default export', () => {
  expect(
    told({
      'summary.ts': `import { generateText } from 'ai'
export default async (text: string) => generateText({ model: 'm', system: 'You sum up texts in three sentences or fewer.', prompt: text })`,
    }),
  ).toEqual(['single-call summary:2-2'])
})

test('callbacks of Promise.all belong to the function around them', () => {
  expect(
    agentsIn(`export async function summaries(texts) {
  return Promise.all(texts.map(async (text) => {
    const reply = await ask([{ role: 'system', content: 'You sum up texts in three sentences or fewer.' }, { role: 'user', content: text }])
    return reply.choices[0].message.content
  }))
}`),
  ).toEqual(['single-call summaries:6-11'])
})

test('an agent that nothing leads to is not reached', () => {
  const scene = sceneOf({
    'index.ts': `import { Agent, run } from '@openai/agents'
const used = new Agent({ name: 'Used', instructions: 'You help the customers of a bank with their questions.' })
const unused = new Agent({ name: 'Unused', instructions: 'You help the clerks of a bank with their questions.' })
await run(used, process.argv[2])`,
  })
  expect(scene.drafts.map((draft) => [draft.name, isReached(scene, draft)])).toEqual([
    ['used', true],
    ['unused', false],
  ])
})

/** Where prompts stand, by line. */
function promptLines(source: string): number[] {
  return promptsOf(sceneOf(source)).map(({ line }) => line)
}

test('texts for people are no prompts', () => {
  expect(
    promptLines(`import { generateText } from 'ai'
import { WebClient } from '@slack/web-api'
import { Resend } from 'resend'
const slack = new WebClient()
const resend = new Resend()
export async function answer(text: string) {
  const reply = await generateText({ model: 'm', system: 'You sum up texts in three sentences or fewer.', prompt: text })
  await slack.chat.postMessage({ channel: 'c', text: 'You are asked to approve this answer. Please reply yes or no.' })
  await resend.emails.send({ to: 'a', subject: 'You are invited', html: 'You are a valued customer. Answer this mail to go on.' })
  console.log('You are an assistant that helps people. Answer in short sentences.')
  if (reply.text === '') throw new Error('You must give the model a text that it can sum up, please.')
  return reply.text
}`),
  ).toEqual([7])
})

test('instructions inside the results of tools are no prompts', () => {
  expect(
    promptLines(`import { generateText, tool } from 'ai'
import { z } from 'zod'
const search = tool({
  description: 'Searches the archive of the newspaper for articles about a topic.',
  inputSchema: z.object({ topic: z.string().describe('The topic, in one or two words of English') }),
  execute: async ({ topic }) => topic === '' ? 'Nothing was found. You must now ask the person for another topic.' : topic,
})
export const answer = (text: string) => generateText({ model: 'm', system: 'You answer questions about the newspaper.', prompt: text, tools: { search } })`),
  ).toEqual([8])
})

test('agents that tools ask, and agents of which one is chosen, are no chain', () => {
  const asked = told({
    'route.ts': `import { generateText, streamText, tool } from 'ai'
const price = (seat) => generateText({ model: 'm', prompt: \`Say what this seat costs in dollars, as one number: \${seat}\` })
const seats = (flight) => generateText({ model: 'm', prompt: \`List the free seats of this flight, one a line: \${flight}\` })
export async function POST(request) {
  const { messages } = await request.json()
  return streamText({ model: 'm', system: 'You book flights for people who ask.', messages, tools: {
    price: tool({ inputSchema: schema, execute: async ({ seat }) => price(seat) }),
    seats: tool({ inputSchema: schema, execute: async ({ flight }) => seats(flight) }) } })
}`,
  })
  expect(asked.filter((line) => line.startsWith('workflow'))).toEqual([])
  const agents = `import { Agent, run } from '@openai/agents'
const one = new Agent({ name: 'one', instructions: 'You answer in one sentence.' })
const two = new Agent({ name: 'two', instructions: 'You answer in two sentences.' })
const all = [one, two]
`
  const chosen = told({ 'one.ts': `${agents}export const answer = (text, which) => run(all[which], text)` })
  expect(chosen.filter((line) => line.startsWith('workflow'))).toEqual([])
  const each = told({
    'each.ts': `${agents}export async function answer(text) { for (const agent of all) await run(agent, text) }`,
  })
  expect(each.filter((line) => line.startsWith('workflow'))).toEqual(['workflow answer:5-5'])
})

test('an agent among the options of a network is its own expression', () => {
  expect(
    told({
      'index.ts': `import { createAgent, createNetwork, createRoutingAgent } from '@inngest/agent-kit'
const writer = createAgent({ name: 'writer', system: 'You write what is asked for.' })
export const network = createNetwork({ name: 'desk', agents: [writer], maxIter: 4,
  defaultRouter: createRoutingAgent({ name: 'router', system: 'You choose who writes.' }) })`,
    }),
  ).toEqual(['framework-agent writer:2-2', 'workflow network:3-4', 'framework-agent router:4-4'])
})

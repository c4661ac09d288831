import { expect, it } from 'vitest'
import { agentIn, sceneOf } from '../scene-of.fixture.ts'
import { compositionOf } from './composition.ts'
import { sizeOf } from './size.ts'
import { type Surroundings, surroundingsOf } from './surroundings.ts'

function surroundings(source: string | Readonly<Record<string, string>>, name?: string): Surroundings {
  const scene = sceneOf(source)
  return surroundingsOf(scene, agentIn(scene, name))
}

const kinds = (sights: readonly { kind: string }[]): string[] => sights.map(({ kind }) => kind)

const agent = `import { ToolLoopAgent, tool } from 'ai'
export const helper = new ToolLoopAgent({ model: 'm', tools: { a: tool({ inputSchema: {}, execute: () => 1 }) } })
`

it('counts lines of code: no blanks, comments, texts, schemas and no shared functions', () => {
  const scene = sceneOf(`
import { generateText } from 'ai'
import { z } from 'zod'

export async function ask(name) {
  // a comment
  const schema = z.object({
    a: z.string(),
    b: z.string(),
  })

  const prompt = \`
    Write a letter to the person,
    and be friendly about it all.
  \`
  return trimmed(await generateText({ model: 'm', prompt }), schema)
}

function trimmed(text) {
  return text
}
`)
  expect(sizeOf(scene, agentIn(scene))).toEqual({ owned: 5 + 3, file: 21 })
})

it('finds circles of hand-overs, and what bounds them', () => {
  const circle = (options: string): unknown => {
    const scene = sceneOf(`
import { Agent, run } from '@openai/agents'
const one = new Agent({ name: 'one', instructions: 'x', handoffs: [] })
const two = new Agent({ name: 'two', instructions: 'x', handoffs: [three] })
const three = new Agent({ name: 'three', instructions: 'x', handoffs: [two] })
await run(two, 'x', ${options})`)
    const facts = compositionOf(scene, agentIn(scene, 'two'))
    expect(compositionOf(scene, agentIn(scene, 'one')).cycle).toBeUndefined()
    return [facts.cycle?.what, facts.capped, facts.toolsPerRequest]
  }
  expect(circle('{ maxTurns: 6 }')).toEqual(['two → three → two', true, 1])
})

it('knows whether anything leads to an agent', () => {
  expect(surroundings(agent).reached).toBe(false)
  expect(surroundings(`${agent}await helper.generate({ prompt: 'x' })`).reached).toBe(true)
  expect(surroundings(`${agent}function unused() { return helper.generate({ prompt: 'x' }) }`).reached).toBe(
    false,
  )
  expect(
    surroundings({ 'a.ts': agent, 'b.ts': `import { helper } from './a.ts'\nconsole.log(helper)` }).reached,
  ).toBe(true)
  expect(surroundings({ 'a.ts': agent, 'b.ts': `import { helper } from './a.ts'` }).reached).toBe(false)
  expect(surroundings({ 'app/api/chat/route.ts': agent }).reached).toBe(true)
})

it('sees a transport inside the agent, and none beside it', () => {
  const inside = `import { streamText } from 'ai'
export async function POST(request) {
  const { prompt } = await request.json()
  const reply = await streamText({ model: 'm', prompt: \`Answer in one sentence and no more: \${prompt}\` })
  return new Response(reply)
}`
  expect(surroundings({ 'app/api/chat/route.ts': inside }).transport).toHaveLength(2)
  const beside = `import express from 'express'
import { generateText } from 'ai'
const app = express()
app.post('/', async (request, response) => response.json(await ask(request.body.name)))
async function ask(name) {
  return generateText({ model: 'm', prompt: \`Write a short and very friendly letter to \${name}.\` })
}`
  expect(surroundings(beside, 'ask')).toMatchObject({ transport: [], reached: true, conversational: false })
  expect(kinds(surroundings(beside, 'ask').replies)).toEqual(['returned'])
})

it('says how the answer leaves', () => {
  const sends = (send: string, parameter: string): string => `
import { generateText } from 'ai'
import { WebClient } from '@slack/web-api'
const slack = new WebClient('x')
export async function ask(name, ${parameter}) {
  const { text } = await generateText({ model: 'm', prompt: \`Write a short and very friendly letter to \${name}.\` })
  ${send}
}
await ask('Ada')`
  expect(kinds(surroundings(sends('await reply(text)', 'reply')).replies)).toEqual(['port'])
  expect(kinds(surroundings(sends('await slack.chat.postMessage({ text })', '_')).replies)).toEqual(['slack'])
})

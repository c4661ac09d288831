import { expect, it } from 'vitest'
import type { Context } from '../../facts/agent.ts'
import { agentIn, sceneOf } from '../scene-of.fixture.ts'
import { contextOf } from './context.ts'

function context(source: string, name?: string): Context {
  const scene = sceneOf(source)
  return contextOf(scene, agentIn(scene, name))
}

const said = ({ input, bounded, acts }: Context): string =>
  [input, bounded, ...acts.map(({ kind }) => kind)].join(' ')

const loop = (
  messages: string,
  over: { head?: string; before?: string; after?: string; more?: string } = {},
): string => `
import OpenAI from 'openai'
const openai = new OpenAI()
${over.more ?? ''}
export async function agent(task) {
  const messages = [{ role: 'user', content: task }]
  ${over.before ?? ''}
  ${over.head ?? 'while (true)'} {
    const reply = await openai.chat.completions.create({ model: 'gpt', messages: ${messages}, tools: [] })
    const message = reply.choices[0].message
    if (!message.tool_calls) return message
    messages.push(message)
    ${over.after ?? ''}
  }
}`

it('tells a list that only grows, and what bounds it', () => {
  expect(said(context(loop('messages')))).toBe('appended no')
  expect(said(context(loop('[{ role: "system", content: "Be brief." }, ...messages]')))).toBe('appended no')
  expect(said(context(loop('messages', { head: 'for (let i = 0; i < 9; i++)' })))).toBe('appended yes')
  expect(said(context(loop('messages.slice(-20)')))).toBe('selected yes slice')
  expect(said(context(loop('messages.filter((one) => one.kept)')))).toBe('selected no filter')
  expect(said(context(loop('messages.filter((one) => one.role !== "system")')))).toBe('appended no')
  expect(said(context(loop('messages', { after: 'if (messages.length > 20) messages.splice(1, 2)' })))).toBe(
    'selected yes slice',
  )
})

it('tells an input that a function makes anew', () => {
  const render = 'const render = (list) => list.map((one) => `<${one.role}>${one.content}`).join("\\n")'
  expect(said(context(loop('[{ role: "user", content: render(messages) }]', { more: render })))).toBe(
    'built no',
  )
  const recent =
    'const recent = (list) => list.slice(-9).map((one) => ({ role: "user", content: one.content }))'
  expect(said(context(loop('recent(messages)', { more: recent })))).toBe('built yes slice')
})

it('knows what a client sends again, and what is asked once', () => {
  const route = (messages: string): string => `
import { streamText, isStepCount, tool } from 'ai'
export async function POST(request) {
  const { messages } = await request.json()
  return streamText({ model: 'm', messages: ${messages}, tools: { a: tool({ inputSchema: {}, execute: () => 1 }) }, stopWhen: isStepCount(5) })
}`
  expect(said(context(route('messages')))).toBe('resent no')
  expect(said(context(route('messages.slice(-10)')))).toBe('selected yes slice')
  const once = `
import { generateText } from 'ai'
export const ask = (name) => generateText({ model: 'm', prompt: \`Write a short and friendly letter to \${name}.\` })`
  expect(said(context(once))).toBe('one-shot yes')
})

it("knows a framework's history, its limits and its hooks", () => {
  const agent = (options: string): string => `
import { ToolLoopAgent, pruneMessages, tool } from 'ai'
export const agent = new ToolLoopAgent({ model: 'm', tools: { a: tool({ inputSchema: {}, execute: () => 1 }) } ${options} })`
  expect(said(context(agent('')))).toBe('framework yes')
  expect(said(context(agent(', prepareStep: ({ messages }) => ({ messages: messages.slice(-9) })')))).toBe(
    'selected yes slice',
  )
  const mastra = (options: string): string => `
import { Agent } from '@mastra/core/agent'
import { Memory } from '@mastra/memory'
export const agent = new Agent({ name: 'a', instructions: 'x', model: 'm', memory: new Memory({ ${options} }) })`
  expect(said(context(mastra('options: { lastMessages: 9 }')))).toBe('framework yes framework-limit')
})

it('sees whole results, shaped results and secrets on their way in', () => {
  const answered = (content: string): Context =>
    context(
      loop('messages', {
        after: `const result = await fetch("x"); messages.push({ role: 'tool', content: ${content} })`,
      }),
    )
  expect(answered('JSON.stringify(result)').rawResults).toHaveLength(1)
  expect(answered('JSON.stringify({ id: result.id })').shapedResults).toHaveLength(1)
  expect(answered('JSON.stringify(result).slice(0, 500)').shapedResults).toHaveLength(1)
  const secret = loop(
    '[{ role: "user", content: `The key is ${process.env.CRM_API_KEY}, use it with care.` }]',
  )
  expect(context(secret).secrets.map(({ what }) => what)).toEqual(['process.env.CRM_API_KEY'])
  expect(context(loop('messages')).secrets).toEqual([])
})

it('sees that errors which are over leave', () => {
  const fold = 'const current = (list) => list.filter((one) => one.type !== "error" || !one.resolved)'
  expect(context(loop('current(messages)', { more: fold })).resolves).toHaveLength(1)
  expect(
    context(loop('messages', { after: 'const n = messages.filter((one) => one.error).length' })).resolves,
  ).toEqual([])
})

it('knows requests by their type, bodies behind a schema, and cuts that leave all but a few', () => {
  const route = (messages: string): string => `
import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { streamText } from 'ai'
const schema = z.object({ messages: z.array(z.any()) })
export async function POST(request: NextRequest) {
  const body = schema.parse(await request.json())
  const messages = body.messages.map((one) => ({ role: one.role as string, content: one.content }))
  return streamText({ model: 'm', messages: ${messages} })
}`
  expect(said(context(route('messages')))).toBe('resent no')
  expect(said(context(route('messages.slice(0, -1)')))).toBe('resent no')
  expect(said(context(route('messages.slice(1)')))).toBe('resent no')
  expect(said(context(route('messages.slice(-10)')))).toBe('selected yes slice')
})

it('a list that a constructor makes outlives the rounds of a method', () => {
  const source = `
import OpenAI from 'openai'
export class Caller {
  constructor() { this.openai = new OpenAI(); this.seen = [{ role: 'system', content: 'You sell headphones to callers.' }] }
  async complete(text) {
    this.seen.push({ role: 'user', content: text })
    const reply = await this.openai.chat.completions.create({ model: 'gpt', messages: this.seen, tools: [] })
    const call = reply.choices[0].message.tool_calls?.[0]
    if (call) return this.complete(await run(call))
    return reply
  }
}`
  expect(said(context(source))).toBe('appended no')
})

it('what a method of the thread writes is made, also where the thread comes back from a handler', () => {
  const source = `
import { b } from '../baml_client'
export class Thread {
  events: { type: string; data: string }[] = []
  render() { return this.events.map((event) => '<' + event.type + '>' + event.data).join('\\n') }
}
async function handle(step, thread: Thread): Promise<Thread> { thread.events.push({ type: 'result', data: 'x' }); return thread }
export async function agent(thread: Thread) {
  while (true) {
    const step = await b.DetermineNextStep(thread.render())
    thread.events.push({ type: 'call', data: step })
    if (step.intent === 'done') return thread
    thread = await handle(step, thread)
  }
}`
  const scene = sceneOf({
    'index.ts': source,
    'agent.baml': `function DetermineNextStep(thread: string) -> Done | Add {
  client "openai/gpt"
  prompt #"You decide what happens next. {{ thread }} {{ ctx.output_format }}"#
}
class Done { intent "done" }
class Add { intent "add" }`,
  })
  expect(contextOf(scene, agentIn(scene, 'agent')).input).toBe('built')
})

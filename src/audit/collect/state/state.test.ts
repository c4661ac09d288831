import { expect, it } from 'vitest'
import { agentIn, sceneOf } from '../scene-of.fixture.ts'
import { stateOf } from './state.ts'
import { waitingOf } from './waiting.ts'

const client = `import OpenAI from 'openai'
import Redis from 'ioredis'
import { createInterface } from 'node:readline/promises'
const openai = new OpenAI(), redis = new Redis()
const rl = createInterface({ input: process.stdin })`

const loop = (before: string, after: string): string => `while (true) {
    ${before}
    const reply = await openai.chat.completions.create({ messages: thread.events, tools: [] })
    if (!reply.choices[0].message.tool_calls) return reply
    ${after}
    thread.events.push({ type: 'chosen', v: 1, data: reply })
  }`

function state(source: string, name?: string) {
  const scene = sceneOf(`${client}\n${source}`)
  const draft = agentIn(scene, name)
  return { state: stateOf(scene, draft), waiting: waitingOf(scene, draft) }
}

const what = (sights: readonly { readonly what: string }[]): string[] => sights.map((one) => one.what)

it('finds the object that holds a run, the list, and the variable of a module', () => {
  const inObject = state(`export async function run(thread) { ${loop('', '')} }`).state
  expect([inObject.shape, inObject.thread?.what, inObject.versions.length]).toEqual([
    'object',
    'thread.events',
    1,
  ])

  const list = state(`export async function run(text) { const messages = [text]
    while (true) { const reply = await openai.chat.completions.create({ messages })
      const parts = []; parts.push(reply); if (reply.done) return reply; messages.push(...parts) } }`).state
  expect([list.shape, list.thread?.what, what(list.moduleMutable)]).toEqual(['list', 'messages', []])

  const shared = state(`const messages = []
    export async function run(text) { messages.push(text); const reply = await openai.chat.completions.create({ messages })
      messages.push(reply); return reply.done ? reply : run('') }`).state
  expect([shared.shape, what(shared.moduleMutable)]).toEqual(['list', ['messages']])
})

it('finds fields and captured variables that a run needs again', () => {
  const field = state(`export class Agent { messages = []; rounds = 0
    async ask(text) { this.messages.push(text); while (true) { if (this.rounds > 9) return
      this.rounds++
      const reply = await openai.chat.completions.create({ messages: this.messages })
      this.messages.push(reply); if (reply.done) return reply } } }`).state
  expect(what(field.instanceState)).toEqual(['this.messages', 'this.rounds'])

  const captured = state(`export function createAgent() { const messages = []
    async function ask(text) { messages.push(text); const reply = await openai.chat.completions.create({ messages })
      if (!reply.done) return ask(''); return reply }
    return { ask } }`).state
  expect(what(captured.instanceState)).toEqual(['messages'])
})

it('finds what is taken out, and what is worked out', () => {
  const { rewrites, derivations } = state(
    `export async function run(thread) { ${loop(
      'if (thread.events.at(-1).type === "asked") return; if (thread.events.length > 50) thread.events.splice(0, 10)',
      '',
    )} }`,
  ).state
  expect(what(rewrites)).toEqual(['thread.events.splice(0, 10)'])
  expect(what(derivations)).toEqual(['thread.events.at'])
})

it('finds the store that a run is written to, and whether only the first write counts', () => {
  const save = (
    extra: string,
  ): string => `async function save(thread) { await redis.set(thread.id, JSON.stringify(thread)${extra}) }
    export async function run(thread) { ${loop('', 'await save(thread)')} }`
  const { stores } = state(save(''), 'run').state
  expect(stores.map(({ what: name, keeps, conditionalWrite }) => [name, keeps, conditionalWrite])).toEqual([
    ['ioredis.set', 'durable', false],
  ])
  expect(state(save(", 'NX'"), 'run').state.stores[0]?.conditionalWrite).toBe(true)
  const other = state(
    `export async function run(thread) { ${loop('', "await redis.set('alive', '1')")} }`,
  ).state
  expect(other.stores).toEqual([])
})

it('finds waits that hold the process, and leaves the turn of a stored chat out', () => {
  const held = state(`const pending = new Map()
    export async function run(thread) { ${loop(
      '',
      `await new Promise((resolve) => pending.set(reply.id, resolve))
      if ((await rl.question('Go on? ')) !== 'y') return`,
    )} }`).waiting
  expect(held.blocking.map(({ kind }) => kind)).toEqual(['readline', 'pending-promise'])
  expect(held.gates.map(({ kind }) => kind)).toEqual(['approval'])
})

it('finds effects that a resume repeats', () => {
  const source = (
    before: string,
  ): string => `import { StateGraph, interrupt, MessagesAnnotation } from '@langchain/langgraph'
    import { ChatOpenAI } from '@langchain/openai'
    const model = new ChatOpenAI()
    const ask = async (state) => ({ messages: [await model.invoke(state.messages)] })
    const approve = async (state) => { ${before} const answer = interrupt({ state }); return answer ? state : {} }
    export const graph = new StateGraph(MessagesAnnotation).addNode('ask', ask).addNode('approve', approve)
      .addEdge('__start__', 'ask').addEdge('ask', 'approve').addEdge('approve', 'ask').compile()`
  const { waiting, state: kept } = state(source(`await redis.set('sent', 'yes');`))
  expect([what(waiting.repeats), waiting.gates.map(({ kind }) => kind), waiting.durable]).toEqual([
    ["redis.set('sent', 'yes')"],
    ['interrupt'],
    [],
  ])
  expect(kept.shape).toBe('list')
  expect(state(source('')).waiting.repeats).toEqual([])
})

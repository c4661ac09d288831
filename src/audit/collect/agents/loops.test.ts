// Cycles are found by what they do: a model is asked again because of what it said.
import { expect, test } from 'vitest'
import { sceneOf } from '../scene-of.fixture.ts'
import { agentsIn, told } from './agents-in.fixture.ts'

test('while, until no tool is called', () => {
  expect(
    agentsIn(`export async function agent(messages) {
  while (true) {
    const { choices } = await ask(messages)
    messages.push(choices[0].message)
    if (!choices[0].message.tool_calls) return choices[0].message.content
    for (const call of choices[0].message.tool_calls) messages.push(await run(call))
  }
}`),
  ).toEqual(['loop agent:6-13 loop'])
})

test('for, with a bound', () => {
  expect(
    agentsIn(`export async function agent(messages) {
  for (let step = 0; step < 10; step++) {
    const reply = (await ask(messages)).choices[0].message
    messages.push(reply)
    const calls = reply.tool_calls ?? []
    if (calls.length === 0) break
    messages.push(...(await Promise.all(calls.map((call) => run(call)))))
  }
  return messages
}`),
  ).toEqual(['loop agent:6-15 loop'])
})

test('do-while, on the last answer', () => {
  expect(
    agentsIn(`export async function agent(messages) {
  let reply
  do {
    reply = (await ask(messages)).choices[0].message
    messages.push(reply)
    for (const call of reply.tool_calls ?? []) messages.push(await run(call))
  } while (reply.tool_calls?.length > 0)
  return reply.content
}`),
  ).toEqual(['loop agent:6-14 loop'])
})

test('for-of over the calls of an answer, each with another request', () => {
  expect(
    agentsIn(`export async function agent(messages) {
  const reply = (await ask(messages)).choices[0].message
  for (const call of reply.tool_calls ?? []) {
    messages.push(await run(call))
    await ask(messages)
  }
}`),
  ).toEqual(['loop agent:6-12 loop'])
})

test('recursion', () => {
  expect(
    agentsIn(`export async function agent(messages) {
  const reply = (await ask(messages)).choices[0].message
  if (!reply.tool_calls) return reply.content
  const results = await Promise.all(reply.tool_calls.map((call) => run(call)))
  return agent([...messages, reply, ...results])
}`),
  ).toEqual(['loop agent:6-11 recursion'])
})

test('recursion of two functions', () => {
  expect(
    agentsIn(`export async function think(messages) {
  const reply = (await ask(messages)).choices[0].message
  return reply.tool_calls ? act([...messages, reply], reply.tool_calls) : reply.content
}
async function act(messages, calls) {
  for (const call of calls) messages.push(await run(call))
  return think(messages)
}`),
  ).toEqual(['loop think:6-9 recursion'])
})

test('a loop in a method: the class is the agent', () => {
  expect(
    agentsIn(`export class Agent {
  messages = []
  async run(text) {
    this.messages.push({ role: 'user', content: text })
    for (;;) {
      const reply = await this.ask()
      if (reply.finish_reason === 'stop') return reply.message.content
      this.messages.push(...(await Promise.all(reply.message.tool_calls.map(run))))
    }
  }
  private async ask() {
    const { choices } = await ask(this.messages)
    return choices[0]
  }
}`),
  ).toEqual(['loop Agent:6-20 loop'])
})

test('a generator', () => {
  expect(
    agentsIn(`export async function* agent(messages) {
  while (true) {
    const reply = (await ask(messages)).choices[0].message
    yield reply
    if (!reply.tool_calls) return
    for (const call of reply.tool_calls) messages.push(await run(call))
  }
}`),
  ).toEqual(['loop agent:6-13 loop'])
})

test('a function inside another', () => {
  expect(
    agentsIn(`export function start(messages) {
  async function turn() {
    while (true) {
      const reply = (await ask(messages)).choices[0].message
      if (!reply.tool_calls) return reply
      for (const call of reply.tool_calls) messages.push(await run(call))
    }
  }
  return { turn }
}`),
  ).toEqual(['loop turn:7-13 loop'])
})

test('a default export without a name, in CommonJS', () => {
  expect(
    told({
      'runner.js': `const OpenAI = require('openai')
const client = new OpenAI()
module.exports = async function (messages) {
  while (true) {
    const { choices } = await client.chat.completions.create({ model: 'm', messages })
    if (choices[0].message.content.includes('DONE')) return messages
    messages.push(choices[0].message)
  }
}`,
    }),
  ).toEqual(['loop runner:3-9 loop'])
})

test('one line of minified code', () => {
  expect(
    told({
      'min.js': `import O from"openai";const c=new O;export async function a(m){for(;;){const r=(await c.chat.completions.create({model:"m",messages:m})).choices[0].message;if(m.push(r),!r.tool_calls)return r.content;for(const t of r.tool_calls)m.push(await f[t.function.name](t))}}`,
    }),
  ).toEqual(['loop a:1-1 loop'])
})

test('a model that judges its own work', () => {
  expect(
    agentsIn(`export async function write(messages) {
  let verdict = await ask(messages)
  let rounds = 0
  while (!verdict.choices[0].message.content.includes('good') && rounds < 3) {
    verdict = await ask([...messages, verdict.choices[0].message])
    rounds += 1
  }
}`),
  ).toEqual(['loop write:6-13 loop'])
})

test('a bound that is declared and unused bounds nothing, and the loop is one', () => {
  expect(
    agentsIn(`const MAX_TURNS = 10
export async function agent(messages) {
  while (true) {
    const reply = (await ask(messages)).choices[0].message
    if (!reply.tool_calls) return reply
    messages.push(reply)
  }
}`),
  ).toEqual(['loop agent:7-13 loop'])
})

const route = `import OpenAI from 'openai'
const client = new OpenAI()
export async function POST(request: Request) {
  const { messages } = await request.json()
  const { choices } = await client.chat.completions.create({ model: 'm', messages, tools })
  return Response.json(choices[0].message)
}`

test('a client that posts again until no call is left', () => {
  expect(
    told({
      'app/api/chat/route.ts': route,
      'app/chat.tsx': `export function Chat() {
  async function send(messages) {
    for (;;) {
      const response = await fetch('/api/chat', { method: 'POST', body: JSON.stringify({ messages }) })
      const message = await response.json()
      messages.push(message)
      if (!message.tool_calls) return
      for (const call of message.tool_calls) messages.push(await run(call))
    }
  }
  return <form onSubmit={() => send([])} />
}`,
    }),
  ).toContainEqual('loop send:2-10 loop')
})

test('such a client asks by its route', () => {
  const { drafts } = sceneOf({
    'app/api/chat/route.ts': route,
    'app/send.ts': `export async function send(messages) {
  while (true) {
    const reply = await (await fetch(\`/api/chat?v=1\`, { method: 'POST', body: JSON.stringify({ messages }) })).json()
    messages.push(reply)
    if (!reply.tool_calls) return
  }
}`,
  })
  const loop = drafts.find(({ kind }) => kind === 'loop')
  expect(loop?.members.map(({ name }) => name)).toEqual(['POST'])
  expect(loop?.calls.map(({ api }) => api)).toEqual(['openai.chat.completions.create'])
})

test('a client that posts once for each message of a person', () => {
  expect(
    told({
      'server.ts': `import OpenAI from 'openai'
import express from 'express'
const client = new OpenAI()
express().post('/chat', async (request, response) => {
  response.json(await client.chat.completions.create({ model: 'm', messages: request.body.messages }))
})`,
      'client.ts': `export async function send(messages) {
  const response = await fetch('/chat', { method: 'POST', body: JSON.stringify({ messages }) })
  return response.json()
}`,
    }).filter((agent) => agent.startsWith('loop')),
  ).toEqual([])
})

// An own loop over the OpenAI SDK that books meeting rooms: a stored thread, a switch, people who are asked.
import { cli, runs, server, store } from './openai-outside.fixture.ts'
import { manifest, type Sources } from './sources.fixture.ts'

const agent = `import { readFileSync } from 'node:fs'
import OpenAI from 'openai'
import { messagesOf } from './messages.ts'
import { load, save } from './store.ts'
import { failuresInARow, isApproved, isRepeated, withEvents, type Thread } from './thread.ts'
import { compactError, definitions, runTool, schemas } from './tools.ts'

const MOST_STEPS = 12
const openai = new OpenAI({ maxRetries: 3 })
const system = readFileSync(new URL('../prompts/rooms/system.md', import.meta.url), 'utf8')

export async function proceed(id: string, reply: (text: string) => Promise<void>, signal: AbortSignal): Promise<void> {
  let thread = await load(id)
  if (!thread) return
  for (let step = 0; step < MOST_STEPS; step++) {
    let completion
    try {
      completion = await openai.chat.completions.create(
        { model: 'gpt-5', messages: messagesOf(thread, system), tools: definitions, tool_choice: 'required' },
        { signal },
      )
    } catch (error) {
      await save(withEvents(thread, { v: 1, type: 'ended', text: compactError(error) }))
      return reply('The assistant is out of order.')
    }
    const chosen = completion.choices[0]?.message.tool_calls?.[0]
    if (chosen?.type !== 'function') continue
    const call = { id: chosen.id, tool: chosen.function.name, input: JSON.parse(chosen.function.arguments) }
    if (isRepeated(thread, call)) return ask(thread, call.id, 'The assistant repeats itself. What shall it do?', reply)
    thread = withEvents(thread, { v: 1, type: 'chosen', call })
    if (call.tool === 'done') {
      const { text } = schemas.done.parse(call.input)
      await save(withEvents(thread, { v: 1, type: 'ended', text }))
      return reply(text)
    }
    if (call.tool === 'ask_host') return ask(thread, call.id, schemas.ask_host.parse(call.input).question, reply)
    if (call.tool === 'book_room' && !isApproved(thread, call.id)) {
      return ask(thread, call.id, 'May I book ' + JSON.stringify(call.input) + '?', reply)
    }
    const result = await runTool(call.tool, call.input, call.id, signal)
    thread = await save(withEvents(thread, { v: 1, type: 'answered', callId: call.id, tool: call.tool, result }))
    if (failuresInARow(thread) >= 3) return ask(thread, call.id, 'Three attempts have failed. What shall I do?', reply)
  }
  await save(withEvents(thread, { v: 1, type: 'ended', text: 'too many steps' }))
}

async function ask(thread: Thread, callId: string, question: string, reply: (text: string) => Promise<void>): Promise<void> {
  const requestId = thread.id + '-' + thread.events.length
  await save(withEvents(thread, { v: 1, type: 'asked', requestId, callId, question, deadline: '24h' }))
  await reply(question + ' (' + requestId + ')')
}
`

const messages = `import type OpenAI from 'openai'
import type { Event, Thread } from './thread.ts'

const MOST_EVENTS = 40

export function messagesOf(thread: Thread, system: string): OpenAI.ChatCompletionMessageParam[] {
  const succeeded = new Set(thread.events.flatMap((event) => (event.type === 'answered' && event.result.success ? [event.tool] : [])))
  const relevant = thread.events.filter(
    (event) => event.type !== 'answered' || event.result.success || !succeeded.has(event.tool),
  )
  return [{ role: 'system', content: system }, ...relevant.slice(-MOST_EVENTS).flatMap(messageOf)]
}

function messageOf(event: Event): OpenAI.ChatCompletionMessageParam[] {
  if (event.type === 'received') return [{ role: 'user', content: redact(JSON.stringify({ wish: event.text })) }]
  if (event.type === 'chosen') {
    const { id, tool, input } = event.call
    const call = { id, type: 'function' as const, function: { name: tool, arguments: JSON.stringify(input) } }
    return [{ role: 'assistant', tool_calls: [call] }]
  }
  if (event.type === 'answered')
    return [{ role: 'tool', tool_call_id: event.callId, content: redact(JSON.stringify(event.result)).slice(0, 2_000) }]
  return []
}

const redact = (text: string): string => text.replaceAll(/sk-[a-zA-Z0-9]{20,}/g, '[secret]')
`

const thread = `/** The one state of a run: everything else is derived from it. */
export interface Thread {
  readonly id: string
  readonly version: number
  readonly events: readonly Event[]
}

export interface Call {
  readonly id: string
  readonly tool: string
  readonly input: unknown
}

export interface Result {
  readonly success: boolean
  readonly data?: unknown
  readonly error?: string
}

export type Event =
  | { readonly v: 1; readonly type: 'received'; readonly text: string }
  | { readonly v: 1; readonly type: 'chosen'; readonly call: Call }
  | { readonly v: 1; readonly type: 'answered'; readonly callId: string; readonly tool: string; readonly result: Result }
  | { readonly v: 1; readonly type: 'asked'; readonly requestId: string; readonly callId: string; readonly question: string; readonly deadline: string }
  | { readonly v: 1; readonly type: 'replied'; readonly requestId: string; readonly callId: string; readonly approved: boolean }
  | { readonly v: 1; readonly type: 'ended'; readonly text: string }

export const withEvents = (thread: Thread, ...events: readonly Event[]): Thread => ({
  ...thread,
  events: [...thread.events, ...events],
})

export function statusOf(thread: Thread): 'running' | 'waiting' | 'ended' {
  const last = thread.events.at(-1)
  if (last?.type === 'ended') return 'ended'
  return last?.type === 'asked' ? 'waiting' : 'running'
}

export function failuresInARow(thread: Thread): number {
  const results = thread.events.filter((event) => event.type === 'answered')
  return results.length - 1 - results.findLastIndex((event) => event.result.success)
}

export const isApproved = (thread: Thread, callId: string): boolean =>
  thread.events.some((event) => event.type === 'replied' && event.callId === callId && event.approved)

export function isRepeated(thread: Thread, call: Call): boolean {
  const earlier = thread.events.flatMap((event) => (event.type === 'chosen' ? [event.call] : []))
  const same = earlier
    .slice(-3)
    .filter(({ tool, input }) => tool === call.tool && JSON.stringify(input) === JSON.stringify(call.input))
  return same.length === 3
}

export function fork(thread: Thread, length: number, id: string): Thread {
  return { id, version: 0, events: thread.events.slice(0, length) }
}

export function toMarkdown(thread: Thread): string {
  return thread.events.map((event) => '- **' + event.type + '** ' + JSON.stringify(event)).join('\\n')
}
`

const tools = `import { zodFunction } from 'openai/helpers/zod'
import { z } from 'zod'
import type { Result } from './thread.ts'

export const schemas = {
  find_room: z.object({ day: z.string().describe('Day, as 2026-05-04'), people: z.number().describe('How many come') }),
  book_room: z.object({ room: z.string().describe('Id of the room'), day: z.string().describe('Day, as 2026-05-04') }),
  ask_host: z.object({ question: z.string().describe('What you need to know') }),
  done: z.object({ text: z.string().describe('One sentence for the host') }),
}

export const definitions = [
  zodFunction({ name: 'find_room', description: 'Rooms that are free on a day', parameters: schemas.find_room }),
  zodFunction({ name: 'book_room', description: 'Book a room; the host approves it', parameters: schemas.book_room }),
  zodFunction({ name: 'ask_host', description: 'Ask the person who hosts the meeting; the run waits for the answer', parameters: schemas.ask_host }),
  zodFunction({ name: 'done', description: 'End the run', parameters: schemas.done }),
]

async function findRoom(input: z.infer<typeof schemas.find_room>, signal: AbortSignal): Promise<Result> {
  const response = await fetch('https://rooms.example/free?day=' + input.day, { signal })
  const rooms = (await response.json()) as { id: string; seats: number }[]
  return { success: true, data: rooms.filter(({ seats }) => seats >= input.people).slice(0, 5) }
}

async function bookRoom(input: z.infer<typeof schemas.book_room>, key: string, signal: AbortSignal): Promise<Result> {
  await fetch('https://rooms.example/bookings', {
    method: 'POST',
    headers: { 'Idempotency-Key': key },
    body: JSON.stringify(input),
    signal,
  })
  return { success: true, data: 'booked' }
}

export async function runTool(name: string, input: unknown, key: string, signal: AbortSignal): Promise<Result> {
  try {
    switch (name) {
      case 'find_room':
        return await findRoom(schemas.find_room.parse(input), signal)
      case 'book_room':
        return await bookRoom(schemas.book_room.parse(input), key, signal)
      default:
        return { success: false, error: 'there is no tool ' + name }
    }
  } catch (error) {
    return { success: false, error: compactError(error) }
  }
}

export function compactError(error: unknown): string {
  const isTransient = (error as { status?: number }).status === 503
  const message = (error instanceof Error ? error.message : 'failed').slice(0, 160)
  return isTransient ? 'busy, try later: ' + message : message
}
`

export const roomBooking: Sources = {
  'package.json': manifest('rooms', { main: 'src/server.ts', bin: { rooms: 'src/cli.ts' } }),
  'prompts/rooms/system.md':
    'You book meeting rooms. Look for a free room first, then propose one booking.\n',
  'src/agent.ts': agent,
  'src/messages.ts': messages,
  'src/thread.ts': thread,
  'src/tools.ts': tools,
  'src/store.ts': store,
  'src/runs.ts': runs,
  'src/server.ts': server,
  'src/cli.ts': cli,
  'test/agent.test.ts': `import { expect, test } from 'vitest'
import { proceed } from '../src/agent.ts'

test('a thread that nobody knows is left alone', async () => {
  await expect(proceed('unknown', async () => {}, AbortSignal.timeout(1))).resolves.toBeUndefined()
})
`,
}

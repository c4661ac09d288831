// An own loop over a BAML function that runs the counter of a library; people approve loans through HumanLayer.
import { manifest, type Sources } from './sources.fixture.ts'

const baml = `class FindBook {
  intent "find_book" @description("Find a book by words of its title")
  words string @description("Words of the title")
}

class LendBook {
  intent "lend_book" @description("Lend a book to a reader")
  book string @description("Id of the book")
  reader string @description("Number of the reader")
}

class Done {
  intent "done" @description("End when the reader has what they wanted")
  message string @description("One sentence for the reader")
}

function NextStep(thread: string) -> FindBook | LendBook | Done {
  client "openai/gpt-5"
  prompt #"
    {{ _.role("system") }}
    You are the counter of a library. Find books, and lend them.
    {{ _.role("user") }}
    {{ thread }}
    {{ ctx.output_format }}
  "#
}
`

const counter = `import { b } from '../baml_client'
import { HumanLayer } from 'humanlayer'
import { save } from './store.ts'
import { failuresInARow, threadToPrompt, withEvent, type Thread } from './thread.ts'

const humanlayer = new HumanLayer({ runId: 'counter' })
const MOST_STEPS = 10

export async function serve(start: Thread): Promise<Thread> {
  let thread = start
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = await b.NextStep(threadToPrompt(thread))
    thread = withEvent(thread, next.intent, next)
    switch (next.intent) {
      case 'done':
        await save(thread)
        return thread
      case 'lend_book':
        await save(thread)
        await humanlayer.createFunctionCall({
          spec: { fn: 'lend_book', kwargs: { book: next.book, reader: next.reader }, state: { threadId: thread.id } },
        })
        return thread
      case 'find_book':
        thread = await withResult(thread, 'find_book', () => findBook(next.words))
        break
      default:
        thread = withEvent(thread, 'error', 'there is no such intent')
    }
    if (failuresInARow(thread) >= 3) return thread
  }
  return thread
}

async function findBook(words: string): Promise<unknown> {
  const response = await fetch('https://library.example/books?q=' + encodeURIComponent(words))
  return ((await response.json()) as { id: string; title: string }[]).slice(0, 5)
}

async function withResult(thread: Thread, type: string, work: () => Promise<unknown>): Promise<Thread> {
  try {
    return withEvent(thread, type + '_result', await work())
  } catch (error) {
    return withEvent(thread, 'error', (error instanceof Error ? error.message : 'failed').slice(0, 160))
  }
}
`

const thread = `export interface Event {
  readonly type: string
  readonly data: unknown
}

export interface Thread {
  readonly id: string
  readonly events: readonly Event[]
}

const MOST_EVENTS = 40

export function withEvent(thread: Thread, type: string, data: unknown): Thread {
  return { ...thread, events: [...thread.events, { type, data }] }
}

export function threadToPrompt(thread: Thread): string {
  return thread.events
    .slice(-MOST_EVENTS)
    .map(({ type, data }) => '<' + type + '>' + JSON.stringify(data).replaceAll('<', '&lt;') + '</' + type + '>')
    .join('\\n')
}

export function failuresInARow(thread: Thread): number {
  return thread.events.length - 1 - thread.events.findLastIndex(({ type }) => type !== 'error')
}
`

const store = `import { Redis } from 'ioredis'
import type { Thread } from './thread.ts'

const redis = new Redis()

export const save = (thread: Thread): Promise<unknown> => redis.set('thread:' + thread.id, JSON.stringify(thread))

export async function load(id: string): Promise<Thread | undefined> {
  const text = await redis.get('thread:' + id)
  return text ? (JSON.parse(text) as Thread) : undefined
}
`

const server = `import { randomUUID } from 'node:crypto'
import express from 'express'
import { serve } from './counter.ts'
import { load, save } from './store.ts'
import { withEvent } from './thread.ts'

const app = express()
app.use(express.json())

app.post('/thread', async (request, response) => {
  try {
    const id = randomUUID()
    await serve({ id, events: [{ type: 'message', data: request.body.text }] })
    response.status(202).json({ id })
  } catch {
    response.status(502).json({ error: 'the run has failed' })
  }
})

app.post('/webhook/humanlayer', async (request, response) => {
  try {
    const thread = await load(request.body.event.spec.state.threadId)
    if (thread) await save(await serve(withEvent(thread, 'librarian_answered', request.body.event.status)))
    response.status(200).json({})
  } catch {
    response.status(502).json({ error: 'the run has failed' })
  }
})

app.listen(8080)
`

export const libraryCounter: Sources = {
  'package.json': manifest('counter', { main: 'src/server.ts' }),
  'baml_src/counter.baml': baml,
  'src/counter.ts': counter,
  'src/thread.ts': thread,
  'src/store.ts': store,
  'src/server.ts': server,
}

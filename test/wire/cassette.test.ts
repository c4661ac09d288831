import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { StepDelta } from '../../src/runtime/engine/engine.ts'
import { cassette } from '../../src/runtime/models/cassette.ts'
import { greeting } from '../../src/runtime/models/model.contract.ts'
import type { Model } from '../../src/runtime/models/model.ts'
import type { Thread } from '../../src/runtime/thread/thread.ts'
import { withTemporaryFolder } from '../temporary-folder.ts'
import { KEY, wireProviders } from './providers.ts'
import type { WireReply } from './wire.ts'
import { DONE, wireEngine } from './wire-engine.ts'
import { withWireServer } from './wire-server.ts'

const SECRET = 'ghp_aaaaBBBBccccDDDDeeeeFFFFgggg'
const act: WireReply = {
  calls: [{ tool: 'act', arguments: `{"count":3,"note":"with ${SECRET}"}` }],
  text: `I shall act with ${SECRET}.`,
}
const never = new AbortController().signal

async function run(
  model: Model,
  input = 'go',
): Promise<{ thread: Thread; ran: number; deltas: StepDelta[] }> {
  const { engine, ran } = wireEngine(model)
  const { threadId } = await engine.launch('tester', input)
  const deltas: StepDelta[] = []
  const watching = (async () => {
    const events = engine.subscribe(threadId, { onDelta: (delta) => void deltas.push(delta) })
    for await (const event of events) void event
  })()
  const { thread } = await engine.drive(threadId)
  await watching
  return { thread, ran: ran(), deltas }
}

/** Records a thread on that provider, then hands over the file. */
function recorded<T>(name: string, use: (file: string, thread: Thread) => Promise<T>): Promise<T> {
  const provider = wireProviders.find((one) => one.name === name)!
  return withTemporaryFolder((folder) => {
    const file = join(folder, 'cassettes', 'act.jsonl')
    return withWireServer(provider.format, [act, { text: 'hm' }, DONE], async ({ url }) => {
      const { thread, deltas } = await run(cassette({ file, record: provider.model(url) }))
      expect(thread.ending).toEqual({ status: 'finished', result: 'done' })
      expect(deltas.length).toBeGreaterThan(0)
      return thread
    }).then((thread) => use(file, thread))
  })
}

const steps = (thread: Thread) =>
  thread.events.slice().map(({ type, data }) => ({ type, ...('calls' in data ? { calls: data.calls } : {}) }))

test.each(wireProviders.map(({ name }) => name))(
  '%s: what was recorded is replayed without the provider, streaming too, and says so',
  (name) =>
    recorded(name, async (file, original) => {
      const { thread, ran, deltas } = await run(cassette({ file }))
      expect(steps(thread)).toEqual(steps(original))
      expect(ran).toBe(1)
      expect(deltas.some(({ tool }) => tool === 'act')).toBe(true)
      const [of, was] = [thread, original].map(
        (one) => one.events.at(1)!.data as { model: object; usage: object },
      )
      expect(of!.usage).toEqual(was!.usage)
      expect(was!.model).toMatchObject({ source: 'provider' })
      const { id } = was!.model as { id: string }
      expect(of!.model).toEqual({ id: `cassette:${id}`, source: 'scripted' })
    }),
)

test('no secret and no text of a request is in the file', () =>
  recorded('openai v3', async (file) => {
    const text = readFileSync(file, 'utf8')
    for (const secret of [KEY, SECRET, 'tester/next-step', '"go"']) expect(text).not.toContain(secret)
    expect(text).toContain('[redacted]')
    expect(text.split('\n')[0]).toBe('{"twelvefold":"cassette","v":1,"model":"openai/m"}')
  }))

test('values that are named do not enter the file either, and are no reason to miss it', () =>
  withTemporaryFolder(async (folder) => {
    const file = join(folder, 'one.jsonl')
    const record: Model = {
      id: 'one',
      source: 'provider',
      reply: async () => ({ calls: [], text: 'the word is hunter2', usage: {} }),
    }
    const masked = ['hunter2']
    const asks = (word: string) => ({ ...greeting, messages: [{ role: 'user' as const, content: word }] })
    await cassette({ file, record, masked }).reply(asks('hunter2'), never)
    expect(readFileSync(file, 'utf8')).not.toContain('hunter2')
    const reply = await cassette({ file, masked }).reply(asks('[redacted]'), never)
    expect(reply.text).toBe('the word is [redacted]')
  }))

test('a request that was not recorded is refused, once, with what to do', () =>
  recorded('openai v3', async (file) => {
    const { thread, ran } = await run(cassette({ file }), 'something else')
    expect(ran).toBe(0)
    expect(thread.ending).toMatchObject({ status: 'failed', error: { code: 'model_call_failed' } })
    expect(thread.events.at(1)!.data).toMatchObject({
      attempts: 1,
      error: { message: expect.stringContaining('the cassette holds no reply to this request') as string },
    })
    await expect(cassette({ file }).reply(greeting, never)).rejects.toMatchObject({
      retryable: false,
      hint: expect.stringContaining('record it again') as string,
    })
  }))

test('the newest reply to a request counts', () =>
  withTemporaryFolder(async (folder) => {
    const file = join(folder, 'twice.jsonl')
    let said = 0
    const record: Model = {
      id: 'one',
      source: 'provider',
      reply: async () => ({ calls: [], text: `reply ${++said}`, usage: {} }),
    }
    for (let i = 0; i < 2; i++) await cassette({ file, record }).reply(greeting, never)
    expect(await cassette({ file }).reply(greeting, never)).toEqual({ calls: [], text: 'reply 2', usage: {} })
  }))

test('a thread on a cassette that is not there fails at once, and says why', async () => {
  const { thread } = await run(cassette({ file: '/nowhere/one.jsonl' }))
  expect(thread.ending).toMatchObject({ status: 'failed', error: { code: 'model_unavailable' } })
})

test.each([
  ['no file', undefined, 'cannot be read', 'record it first'],
  ['an empty file', '', 'does not begin with a header', 'record one'],
  ['another JSONL file', '{"twelvefold":"thread"}\n', 'does not begin with a header', 'record one'],
  [
    'a line that was cut',
    '{"twelvefold":"cassette","v":1,"model":"m"}\n{"request":"a","rep',
    ':2 is no line of a cassette',
    'record the cassette again',
  ],
  [
    'a line of another shape',
    '{"twelvefold":"cassette","v":1,"model":"m"}\n{"request":"a","reply":{}}\n',
    ':2 is no line of a cassette',
    'record the cassette again',
  ],
])('%s is no cassette, and says where and what to do', (_, text, message, hint) =>
  withTemporaryFolder(async (folder) => {
    const file = join(folder, 'bad.jsonl')
    if (text !== undefined) writeFileSync(file, text)
    await expect(cassette({ file }).reply(greeting, never)).rejects.toMatchObject({
      code: 'model_unavailable',
      message: expect.stringContaining(message) as string,
      hint: expect.stringContaining(hint) as string,
    })
  }),
)

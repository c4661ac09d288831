// Tools of real MCP servers: a program on standard input and output, and a server on loopback.
import { expect, test } from 'vitest'
import type { EngineOptions } from '../../src/runtime/engine/engine.ts'
import type { ScriptedReply } from '../../src/runtime/models/scripted-model.ts'
import { mcpServer } from '../../src/runtime/mcp/mcp-server.ts'
import { memoryStore } from '../../src/runtime/store/memory.ts'
import type { EventOf } from '../../src/runtime/thread/event.ts'
import type { Thread } from '../../src/runtime/thread/thread.ts'
import type { Toolset } from '../../src/runtime/tools/toolset.ts'
import { systemClock } from '../../src/runtime/engine/clock.ts'
import { ada, call, scenario, typesOf } from '../scenario.ts'
import { withTracker, type Way } from './with-tracker.ts'

const TOKEN = 'tracker-token-of-the-test'
const ways: readonly Way[] = ['stdio', 'http']

function agentWith(
  toolset: Toolset,
  replies: readonly ScriptedReply[],
  options: Partial<EngineOptions> = {},
) {
  return scenario(
    { replies, toolsets: [toolset] },
    { secrets: (name) => (name === 'TRACKER_TOKEN' ? TOKEN : undefined), clock: systemClock, ...options },
  )
}

const outcomes = (thread: Thread) =>
  thread.events
    .slice()
    .flatMap((event) =>
      event.type === 'tool_call_succeeded' || event.type === 'tool_call_failed' ? [event.data.response] : [],
    )
const changes = (thread: Thread): EventOf<'tools_changed'>['data'][] =>
  thread.events.slice().flatMap((event) => (event.type === 'tools_changed' ? [event.data] : []))

test.each(ways)(
  '%s: tools with effects, schemas and outputs, told to the thread, stopped with the engine',
  (way) =>
    withTracker(way, async ({ make, ledger, did }) => {
      const store = memoryStore()
      const logs: object[] = []
      const { run, engine } = agentWith(
        make({ effects: { wait: 'idempotent' } }),
        [
          call('tracker_get_issue', { number: 7 }),
          call('tracker_add_label', { number: 7 }),
          call('tracker_create_issue', { title: 'x' }),
          call('tracker_get_issue', { number: 'seven' }),
          call('tracker_refuse', {}),
        ],
        { store, log: (entry) => logs.push(entry) },
      )
      const thread = await run()
      expect(thread.status).toBe('finished')
      expect(outcomes(thread).slice(0, 5)).toMatchObject([
        { success: true, data: { title: 'issue 7' } },
        { success: true, data: 'labelled' },
        { success: true, data: way === 'stdio' ? 'created with [redacted]' : 'created with no token' },
        { success: false, error: { code: 'invalid_input' } },
        { success: false, error: { code: 'tool_error', message: 'the tracker is read-only' } },
      ])
      expect(ledger()).toContain(`labelled 7 ${thread.id}.2`)

      const [told, ...more] = changes(thread)
      expect(more).toEqual([])
      expect(Object.fromEntries(told!.tools.map(({ name, effect }) => [name, effect]))).toEqual({
        tracker_get_issue: 'read',
        tracker_add_label: 'idempotent',
        tracker_create_issue: 'once',
        tracker_refuse: 'once',
        tracker_wait: 'idempotent',
        tracker_die: 'once',
        tracker_grow: 'read',
      })
      const kept = await store.text(told!.tools[0]!.specHash)
      expect(JSON.parse(kept!)).toMatchObject({
        name: 'tracker_get_issue',
        description: 'Reads an issue.',
        inputSchema: { type: 'object', properties: { number: { type: 'integer' } }, required: ['number'] },
      })
      await engine.close()
      if (way === 'stdio') {
        await did('stopped')
        expect(logs).toContainEqual(expect.objectContaining({ message: 'tracker begins with [redacted]' }))
      } else {
        expect(ledger()).toContain(`asked by Bearer ${TOKEN}`)
      }
      expect(JSON.stringify([...thread.events, logs])).not.toContain(TOKEN)
    }),
)

test.each(ways)('%s: a cancel and a time-out reach the server; its progress reaches the thread', (way) =>
  withTracker(way, async ({ make, ledger, did }) => {
    const { engine } = agentWith(make(), [call('tracker_wait')])
    const { threadId } = await engine.launch('tester', 'go')
    const driving = engine.drive(threadId)
    await did('waiting')
    for await (const { type } of engine.subscribe(threadId)) if (type === 'tool_call_progressed') break
    const began = performance.now()
    await engine.cancel(threadId, ada)
    expect((await driving).thread.status).toBe('cancelled')
    await did('aborted')
    expect(performance.now() - began).toBeLessThan(2_000)
    await engine.close()

    const hasty = agentWith(make({ timeoutMs: 300, retries: 0 }), [call('tracker_wait')])
    expect(outcomes(await hasty.run())[0]).toMatchObject({ error: { code: 'timed_out' } })
    while (ledger().filter((line) => line === 'aborted').length < 2) await new Promise(setImmediate)
    await hasty.engine.close()
  }),
)

test('the death of a server is one line, and the next call starts it again', () =>
  withTracker('stdio', async ({ make, ledger }) => {
    const { run, engine } = agentWith(make(), [call('tracker_die'), call('tracker_get_issue', { number: 1 })])
    const thread = await run()
    expect(outcomes(thread)).toMatchObject([
      { error: { code: 'mcp_connection_lost', message: 'tracker went away while die ran' } },
      { data: { title: 'issue 1' } },
      {},
    ])
    expect(changes(thread)).toHaveLength(1)
    expect(ledger().filter((line) => line === 'died')).toHaveLength(1)
    await engine.close()
  }))

test('tools that a server adds later are told to the thread, and can be called', () =>
  withTracker('stdio', async ({ make }) => {
    const { run, engine } = agentWith(make(), [
      call('tracker_grow'),
      call('tracker_get_issue', { number: 1 }),
      call('tracker_extra'),
    ])
    const thread = await run()
    expect(changes(thread).map(({ tools }) => tools.length)).toEqual([7, 8])
    expect(typesOf(thread).indexOf('tools_changed')).toBe(1)
    expect(outcomes(thread)[2]).toMatchObject({ success: true, data: 'extra' })
    await engine.close()
  }))

test('a thread that another process carries on is told nothing twice; one definition can choose and describe', () =>
  withTracker('stdio', async ({ make }) => {
    const store = memoryStore()
    const first = agentWith(make(), [call('request_human_input', { question: 'which?' })], { store })
    const asked = await first.run()
    await first.engine.close()
    await first.engine.deliver(asked.id, { requestId: '1', answer: 'replied', text: 'seven', person: ada })
    const second = agentWith(make(), [], { store })
    const { thread } = await second.engine.drive(asked.id)
    expect([thread.status, changes(thread).length]).toEqual(['finished', 1])
    await second.engine.close()

    const chosen = make({
      tools: ['get-issue'],
      descriptions: { 'get-issue': { prompt: 'tracker/get-issue' } },
    })
    const third = agentWith(chosen, [], { store })
    const [told] = changes(await third.run())
    expect(told!.tools.map(({ name }) => name)).toEqual(['tracker_get_issue'])
    expect(await store.text(told!.tools[0]!.specHash)).toContain('"description":"tracker/get-issue"')
    await third.engine.close()
  }))

test.each([
  [
    'a program that is not there',
    { command: 'no-such-program-12' },
    'toolset_unavailable',
    'no-such-program-12',
  ],
  [
    'a program that ends at once',
    { args: ['-e', 'console.error("no config"); process.exit(1)'] },
    'toolset_unavailable',
    'no config',
  ],
  [
    'a program that says nothing',
    { args: ['-e', 'process.stdin.resume()'], startTimeoutMs: 300 },
    'toolset_unavailable',
    'tracker cannot be started',
  ],
  [
    'an address that nobody serves',
    { command: undefined, url: 'http://127.0.0.1:9/mcp' },
    'toolset_unavailable',
    'http://127.0.0.1:9/mcp',
  ],
  [
    'an effect of a tool that is not there',
    { effects: { create_isue: 'once' } },
    'tool_invalid',
    'has no tool create_isue',
  ],
  ['a choice of a tool that is not there', { tools: ['get_issue'] }, 'tool_invalid', 'has no tool get_issue'],
  [
    'a secret that is not there',
    { secrets: ['NOWHERE'] },
    'secret_not_found',
    'tracker needs the secret NOWHERE',
  ],
])('%s stops the drive with what to do, and the thread is as it was', (_, change, code, words) =>
  withTracker('stdio', async ({ make }) => {
    const definition = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const toolset =
      'url' in definition
        ? mcpServer({ name: 'tracker', url: definition['url'] as string })
        : make(definition)
    const { engine } = agentWith(toolset, [])
    const { threadId } = await engine.launch('tester', 'go')
    await expect(engine.drive(threadId)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words) as string,
      hint: expect.any(String) as string,
    })
    expect(typesOf(await engine.get(threadId))).toEqual(['thread_launched'])
    await engine.close()
  }),
)

test('neither a cancel nor the end of the engine waits for a server that is still starting', () =>
  withTracker('stdio', async ({ make }) => {
    const slow = make({ args: ['-e', 'process.stdin.resume()'], startTimeoutMs: 60_000 })
    const { engine } = agentWith(slow, [])
    const { threadId } = await engine.launch('tester', 'go')
    const driving = engine.drive(threadId)
    const began = performance.now()
    await engine.cancel(threadId, ada)
    expect((await driving).thread.status).toBe('cancelled')
    await engine.close()
    expect(performance.now() - began).toBeLessThan(5_000)
  }))

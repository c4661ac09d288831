// Secrets are planted wherever words can enter a run; then every byte that the store wrote is read.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { approvals } from '../../src/runtime/agents/approvals.ts'
import { standardLoop } from '../../src/runtime/agents/standard-loop.ts'
import { inputHashOf } from '../../src/runtime/engine/input-hash.ts'
import { sqliteStore } from '../../src/runtime/store/sqlite/sqlite-store.ts'
import { fold } from '../../src/runtime/thread/reduce.ts'
import { defineTool } from '../../src/runtime/tools/define-tool.ts'
import { succeeded } from '../../src/runtime/tools/tool.ts'
import { ada, call, scenario } from '../scenario.ts'
import { withTemporaryFolder } from '../temporary-folder.ts'

/** Looks like nothing: only its value gives it away. */
const KNOWN = 'correct-horse"battery'
/** Known to nobody: only its shape gives it away. */
const SHAPED = 'ghp_aaaaBBBBccccDDDDeeeeFFFFgggg'
const BOTH = `${KNOWN} and ${SHAPED}`
const FORMS = [
  KNOWN,
  JSON.stringify(KNOWN).slice(1, -1),
  encodeURIComponent(KNOWN),
  Buffer.from(KNOWN).toString('base64'),
  SHAPED,
]

function leakyTool(logged: object[]) {
  let runs = 0
  return defineTool({
    name: 'leak',
    description: 'test',
    input: z.object({ text: z.string() }),
    output: z.json(),
    effect: 'once',
    secrets: ['DEPLOY_KEY'],
    async run({ secrets, log, progress, input }) {
      const key = secrets.DEPLOY_KEY
      progress(`using ${key} and ${SHAPED}`)
      log(`using ${key}`, { shaped: SHAPED })
      logged.push(input)
      if (runs++ === 0) throw new Error(`refused: ${key}, ${SHAPED}`)
      const url = `https://x/?k=${encodeURIComponent(key)}&b=${Buffer.from(key).toString('base64')}`
      if (runs === 2) return succeeded({ [key]: SHAPED, url } as never, { key, shaped: SHAPED })
      return succeeded(`${BOTH}\n`.repeat(1_000) as never)
    },
  })
}

test('no secret reaches the store, a log or a tool input, from wherever it comes', () =>
  withTemporaryFolder(async (folder) => {
    const logs: object[] = []
    const inputs: object[] = []
    const store = await sqliteStore({ path: join(folder, 'store.sqlite') })
    const leak = { ...call('leak', { text: BOTH }), text: `thinking of ${BOTH}` }
    const { engine } = scenario(
      {
        replies: [leak, leak, leak, call('request_human_input', { question: BOTH })],
        tools: [leakyTool(inputs)],
      },
      {
        store,
        secrets: (name) => (name === 'DEPLOY_KEY' ? KNOWN : undefined),
        log: (entry) => logs.push(entry),
      },
    )
    const labels = { tenant: KNOWN, shaped: SHAPED }
    const { threadId } = await engine.launch('tester', `deploy with ${BOTH}`, { labels })
    await engine.deliver(threadId, {
      text: BOTH,
      source: { trigger: 'test', person: { ...ada, id: SHAPED } },
    })
    await engine.deliver(threadId, { type: 'custom.test.seen', data: { text: BOTH } })
    const { thread } = await engine.drive(threadId)
    expect(thread.status).toBe('waiting_for_human')
    const { requestId } = thread.requests[0]!
    await engine.deliver(threadId, { requestId, answer: 'replied', text: BOTH, person: ada })
    await engine.drive(threadId)
    await engine.pause(threadId, ada, BOTH).catch(() => {})

    expect(inputs).toEqual(Array.from({ length: 3 }, () => ({ text: '[redacted] and [redacted]' })))
    const end = fold(threadId, await store.read(threadId))
    expect(end.status).toBe('finished')
    // What was planted has come by: else this test would show nothing.
    const types = [
      'tool_call_failed',
      'tool_call_succeeded',
      'tool_call_progressed',
      'message_received',
      'human_answered',
    ]
    expect(end.events.slice().map(({ type }) => type)).toEqual(expect.arrayContaining(types))
    expect(JSON.stringify(logs)).toContain('[redacted]')
    await engine.close()
    await store.close()

    const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)))
    expect(bytes.some((file) => file.includes('[redacted] and [redacted]\n[redacted]'))).toBe(true)
    for (const form of FORMS) {
      expect(JSON.stringify(logs), form).not.toContain(form)
      expect(
        bytes.filter((file) => file.includes(form)),
        form,
      ).toEqual([])
    }
  }))

test('a tool is told which secret is missing, and does not run', async () => {
  const runs: object[] = []
  const { run } = scenario({ replies: [call('leak', { text: 'x' })], tools: [leakyTool(runs)] })
  const thread = await run()
  const failure = thread.events.slice().find(({ type }) => type === 'tool_call_failed')
  expect(failure).toMatchObject({
    data: { response: { error: { code: 'secret_not_found', message: 'leak needs the secret DEPLOY_KEY' } } },
  })
  expect(JSON.stringify(failure)).toContain('set DEPLOY_KEY in the environment')
  expect(runs).toEqual([])
})

test('a tool sees no secret but those that it declares', async () => {
  const seen: unknown[] = []
  const nosy = defineTool({
    name: 'nosy',
    description: 'test',
    input: z.object({}),
    output: z.string(),
    effect: 'read',
    run: async ({ secrets }) => {
      seen.push(secrets, (secrets as Record<string, unknown>)['DEPLOY_KEY'])
      return succeeded('')
    },
  })
  await scenario({ replies: [call('nosy')], tools: [nosy, leakyTool([])] }, { secrets: () => KNOWN }).run()
  expect(seen).toEqual([{}, undefined])
})

test('an approval is bound to the input as it is stored, also where that was masked', async () => {
  const { run, engine } = scenario(
    {
      replies: [call('leak', { text: SHAPED })],
      tools: [leakyTool([])],
      decide: (thread) =>
        approvals(thread, ({ tool }) => tool === 'leak', { to: 'ops' }) ?? standardLoop(thread),
    },
    { secrets: () => KNOWN },
  )
  const asked = await run()
  const stored = asked.calls[0]!
  expect(stored.input).toEqual({ text: '[redacted]' })
  expect(stored.inputHash).toBe(inputHashOf(stored.input))
  await engine.deliver(asked.id, { requestId: '1', answer: 'approved', person: ada })
  expect((await engine.drive(asked.id)).thread.status).toBe('finished')
})

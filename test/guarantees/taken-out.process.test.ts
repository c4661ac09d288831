// Takes each guarantee out of a copy of the runtime, one at a time, and sees its test fail.
import { execFile } from 'node:child_process'
import { cp, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTemporaryFolder } from '../temporary-folder.ts'

interface TakenOut {
  readonly guarantee: string
  /** Below src/runtime. */
  readonly file: string
  readonly from: string
  readonly to: string
  /** The test file, and words of the test that must fail. */
  readonly tests: string
  readonly fails: string
}

const takenOut: readonly TakenOut[] = [
  {
    guarantee: '2: an append on a stale seq fails',
    file: 'store/memory.ts',
    from: 'if (seq !== append.expectedSeq) return',
    to: 'if (seq < 0) return',
    tests: '2-conflicts',
    fails: 'an append on a stale seq fails',
  },
  {
    guarantee: '2: what has happened is appended on the new seq',
    file: 'engine/journal.ts',
    from: "if (appended !== 'stale') return appended\n          await refresh()\n",
    to: "if (appended === 'stale') await refresh()\n          return appended === 'stale' ? [] : appended\n",
    tests: '2-conflicts',
    fails: 'a message that arrives during a model call is kept',
  },
  {
    guarantee: '2: with basedOn',
    file: 'engine/journal.ts',
    from: 'data: { ...event.data, basedOn }',
    to: 'data: { ...event.data }',
    tests: '2-conflicts',
    fails: 'and so is the reply, with basedOn',
  },
  {
    guarantee: '2: two workers on one thread are safe',
    file: 'thread/folds.ts',
    from: 'data.basedOn < thread.lastChoice',
    to: 'data.basedOn < 0',
    tests: '2-conflicts',
    fails: 'only the first is acted on',
  },
  {
    guarantee: '3: pause works between the choice of a tool and its execution',
    file: 'engine/commands/run-calls.ts',
    from: '(isNew || !mayStart(journal.thread, call))',
    to: '!mayStart',
    tests: '3-pause',
    fails: 'a pause between the choice of a read tool',
  },
  {
    guarantee: '3: a live lease keeps others away',
    file: 'engine/lease.ts',
    from: 'if (!(await store.acquireLease(threadId, owner, leaseMs))) return undefined',
    to: 'await store.acquireLease(threadId, owner, leaseMs)',
    tests: '3-pause',
    fails: 'a live lease keeps others away',
  },
  {
    guarantee: '4: tool_call_started is appended before any effect that is not read',
    file: 'engine/commands/run-calls.ts',
    from: "if (tool.effect !== 'read') {",
    to: "if (tool.name === '') {",
    tests: '4-effects',
    fails: 'tool_call_started is appended before any effect',
  },
  {
    guarantee: '4: the lease is checked just before it',
    file: 'engine/commands/run-calls.ts',
    from: 'if (!holdsLease) return undefined',
    to: 'void holdsLease',
    tests: '4-effects',
    fails: 'the lease is checked just before an effect',
  },
  {
    guarantee: '4: a once call is never repeated by us',
    file: 'engine/recover.ts',
    from: 'await declareInterrupted(ports)',
    to: 'void declareInterrupted',
    tests: '4-effects',
    fails: 'a once call is never repeated',
  },
  {
    guarantee: '4: a late outcome is appended',
    file: 'engine/commands/run-calls.ts',
    from: 'keepLate(workshop, execution.late.then(record))',
    to: 'void keepLate',
    tests: '4-effects',
    fails: 'its late outcome is appended once',
  },
  {
    guarantee: '5: an approval lets its own call run, and no call runs before',
    file: 'engine/commands/run-calls.ts',
    from: "return permission.state === 'asked' || permission.inputHash !== inputHash",
    to: 'return inputHash === undefined',
    tests: '5-approvals',
    fails: 'the engine runs no call whose request is open',
  },
  {
    guarantee: '5: an approval is bound to the hash of the input',
    file: 'agents/approvals.ts',
    from: 'open.permission?.inputHash !== open.inputHash',
    to: '!open.permission',
    tests: '5-approvals',
    fails: 'becomes a new request for the new input',
  },
  {
    guarantee: '5: the second click learns the first outcome',
    file: 'engine/operations/deliver-answer.ts',
    from: 'return first ? [] : [answerEvent(thread, answer)]',
    to: 'return [answerEvent(thread, answer)]',
    tests: '5-approvals',
    fails: 'the second click learns the first outcome',
  },
  {
    guarantee: '5: it is validated against the new code',
    file: 'engine/commands/run-calls.ts',
    from: 'await validate(tool.inputSchema, call.input)',
    to: '{ value: call.input as unknown, ...(validate && {}) } as Awaited<ReturnType<typeof validate>>',
    tests: '5-approvals',
    fails: 'and is validated against it',
  },
  {
    guarantee: '6: a reply that did not validate runs nothing',
    file: 'engine/read-reply.ts',
    from: 'if (calls.length === 0) {',
    to: 'if (calls.length < 0) {',
    tests: '6-errors',
    fails: 'a reply with prose is an event',
  },
  {
    guarantee: '6: provider limits are retried in code',
    file: 'engine/call-model.ts',
    from: 'const MAX_ATTEMPTS = 3',
    to: 'const MAX_ATTEMPTS = 1',
    tests: '6-errors',
    fails: 'provider limits are retried in code',
  },
  {
    guarantee: '7: cancellation reaches the model call and the tool',
    file: 'engine/lease.ts',
    from: "events.some((event) => event.type === 'cancelled')",
    to: "events.some((event) => event.type === 'never')",
    tests: '7-cancellation',
    fails: 'a cancel aborts the tool',
  },
  {
    guarantee: '7: and children',
    file: 'engine/operations/cancel.ts',
    from: 'await endChildren(workshop, journal.thread)',
    to: 'void endChildren',
    tests: '7-cancellation',
    fails: 'a cancel of the parent reaches a child',
  },
  {
    guarantee: '8: triggers are de-duplicated by delivery id',
    file: 'store/memory.ts',
    from: "if (seenBy !== undefined) return { ok: false, conflict: 'duplicate', threadId: seenBy }",
    to: 'void seenBy',
    tests: '8-deliveries',
    fails: 'a launch that is delivered twice starts one thread',
  },
  {
    guarantee: '8: the hash chain covers the stored text',
    file: 'store/hash-chain.ts',
    from: '${sha256(text)}',
    to: '${sha256(type)}',
    tests: '8-deliveries',
    fails: 'any change of a stored event is seen',
  },
]

const RUNS_FOR_EVER = 'a test ran for ever'
const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
let copy = ''
let remove: () => void = () => {}
let removed: Promise<void> | undefined

beforeAll(async () => {
  await new Promise<void>((ready) => {
    removed = withTemporaryFolder(async (folder) => {
      copy = folder
      for (const path of ['src', 'test', 'prompts', 'package.json', 'tsconfig.json', 'vitest.config.ts']) {
        await cp(join(repository, path), join(folder, path), { recursive: true })
      }
      await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction')
      ready()
      await new Promise<void>((done) => (remove = done))
    })
  })
})

afterAll(async () => {
  remove()
  await removed
})

test.each(takenOut)('without "$guarantee" a test fails', async ({ file, from, to, tests, fails }) => {
  const path = join(copy, 'src', 'runtime', file)
  const text = await readFile(path, 'utf8')
  expect(text.split(from).length, `${file} holds the guarantee once`).toBe(2)
  await writeFile(
    path,
    text.replace(from, () => to),
  )
  try {
    const failed = await failedTests(tests)
    if (!failed.includes(RUNS_FOR_EVER)) expect(failed.join('\n')).toContain(fails)
  } finally {
    await writeFile(path, text)
  }
})

test('with all guarantees in place no test fails', async () => {
  expect(await failedTests('guarantees/')).toEqual([])
})

/** Titles of the tests that fail; what runs for ever without the guarantee is killed, and has failed as well. */
function failedTests(files: string): Promise<readonly string[]> {
  const vitest = join(repository, 'node_modules', 'vitest', 'vitest.mjs')
  const options = ['--project', 'unit', '--reporter=json', '--bail=3', '--testTimeout=4000', '--no-color']
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [vitest, 'run', `test/guarantees/${files.replace('guarantees/', '')}`, ...options],
      { cwd: copy, timeout: 12_000, killSignal: 'SIGKILL', maxBuffer: 1 << 26 },
      (error, output) => {
        if (error?.killed) return resolve([RUNS_FOR_EVER])
        const start = output.indexOf('{"num')
        if (start < 0) return reject(new Error(`no report: ${output.slice(-400)}`))
        const report = JSON.parse(output.slice(start)) as {
          testResults: { assertionResults: { status: string; title: string }[] }[]
        }
        const all = report.testResults.flatMap(({ assertionResults }) => assertionResults)
        if (all.length === 0) return reject(new Error(`no test ran: ${output.slice(-400)}`))
        resolve(all.filter(({ status }) => status === 'failed').map(({ title }) => title))
      },
    )
    child.stdin?.end()
  })
}

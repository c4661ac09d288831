// The guarantees that speak of other processes, with other processes.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readLedger } from '../../bench/kill/ledger.ts'
import type { Thread } from '../../src/runtime/thread/thread.ts'
import { withWorkers } from './start-worker.ts'

const ada = { id: 'ada', via: 'test', verified: false }
/** So short that a stopped process loses its lease soon. */
const leaseMs = 400

const typesOf = (thread: Thread): string[] => thread.events.slice().map(({ type }) => type)
const reconciled = (thread: Thread): unknown[] =>
  thread.events.slice().flatMap((event) => (event.type === 'tool_call_reconciled' ? [event.data.by] : []))

test('a pause from another process works between the choice of a tool and its execution', async () => {
  await withWorkers(async ({ engine, ledgerPath, start }) => {
    const worker = start({ holdAt: ['before start'] })
    const threadId = await worker.launched
    await worker.reached('before start')
    await engine.pause(threadId, ada, 'wait')
    worker.goOn()
    expect(await worker.stopped).toBe('paused')
    expect(readLedger(ledgerPath)).toEqual([])
    expect(typesOf(await engine.get(threadId))).not.toContain('tool_call_started')

    await engine.resume(threadId, ada)
    expect(await start({ threadId }).stopped).toBe('finished')
    expect(readLedger(ledgerPath)).toHaveLength(1)
  })
})

test.each(['single', 'parent'] as const)(
  'a cancel from another process reaches a tool at work within two seconds: %s',
  async (launch) => {
    await withWorkers(async ({ engine, start }) => {
      const worker = start({ launch, hangs: true })
      const threadId = await worker.launched
      await worker.reached('after effect')
      const began = performance.now()
      await engine.cancel(threadId, ada, 'enough')
      await worker.reached('aborted')
      expect(performance.now() - began).toBeLessThan(2_000)
      expect(await worker.stopped).toBe('cancelled')
      const threads = await engine.list()
      expect(threads).toHaveLength(launch === 'parent' ? 2 : 1)
      expect(threads.map(({ status }) => status)).toEqual(threads.map(() => 'cancelled'))
      // What the tool did is kept, and not acted on.
      const atWork = threads.find(({ agent }) => agent === 'single')!
      expect(typesOf(await engine.get(atWork.threadId)).slice(-2)).toEqual([
        'cancelled',
        'tool_call_succeeded',
      ])
    })
  },
)

test('a process that is stopped in a tool past its lease loses no outcome and doubles no effect', async () => {
  await withWorkers(async ({ engine, ledgerPath, start }) => {
    const stopped = start({ holdAt: ['after effect'], leaseMs })
    const threadId = await stopped.launched
    await stopped.reached('after effect')
    stopped.signal('SIGSTOP')

    // Another one takes over, does not repeat the call, and asks whether it took effect.
    expect(await start({ threadId, leaseMs }).stopped).toBe('waiting_for_human')
    expect((await engine.get(threadId)).requests).toMatchObject([{ kind: 'outcome', callId: '1' }])

    stopped.goOn()
    stopped.signal('SIGCONT')
    expect(await stopped.stopped).toBe('finished')
    const thread = await engine.get(threadId)
    expect(reconciled(thread)).toEqual(['late outcome'])
    expect(thread.status).toBe('finished')
    expect(readLedger(ledgerPath)).toHaveLength(1)
  })
})

test('a late outcome is recorded once, also where a person has said by then what happened', async () => {
  await withWorkers(async ({ engine, ledgerPath, start }) => {
    const stopped = start({ holdAt: ['after effect'], leaseMs })
    const threadId = await stopped.launched
    await stopped.reached('after effect')
    stopped.signal('SIGSTOP')

    expect(await start({ threadId, leaseMs }).stopped).toBe('waiting_for_human')
    const { requestId } = (await engine.get(threadId)).requests[0]!
    await engine.deliver(threadId, { requestId, answer: 'approved', person: ada })
    expect(await start({ threadId, leaseMs }).stopped).toBe('finished')

    stopped.goOn()
    stopped.signal('SIGCONT')
    expect(await stopped.stopped).toBe('finished')
    expect(reconciled(await engine.get(threadId))).toEqual(['person', 'late outcome'])
    expect(readLedger(ledgerPath)).toHaveLength(1)
  })
})

test('a process that is stopped between the start of a call and its effect does not run it after a takeover', async () => {
  await withWorkers(async ({ engine, ledgerPath, start }) => {
    const stopped = start({ holdAt: ['after start'], leaseMs })
    const threadId = await stopped.launched
    await stopped.reached('after start')
    stopped.signal('SIGSTOP')

    expect(await start({ threadId, leaseMs }).stopped).toBe('waiting_for_human')
    stopped.goOn()
    stopped.signal('SIGCONT')
    expect(await stopped.stopped).toBe('waiting_for_human')
    expect(readLedger(ledgerPath)).toEqual([])

    const { requestId } = (await engine.get(threadId)).requests[0]!
    await engine.deliver(threadId, { requestId, answer: 'rejected', person: ada, text: 'it did not happen' })
    expect(await start({ threadId, leaseMs }).stopped).toBe('finished')
    expect(readLedger(ledgerPath)).toEqual([])
  })
})

test('a process that is killed among parallel calls: what is closed stays closed, no effect is doubled', async () => {
  await withWorkers(async ({ engine, ledgerPath, start }) => {
    const killed = start({ launch: 'trio', holdAt: ['after effect'], leaseMs })
    const threadId = await killed.launched
    await killed.reached('after effect')
    const count = async (type: string): Promise<number> =>
      typesOf(await engine.get(threadId)).filter((one) => one === type).length
    while (readLedger(ledgerPath).length < 3 || (await count('tool_call_succeeded')) < 1) await nextTurn()
    killed.signal('SIGKILL')
    await killed.stopped.catch(() => {})

    expect(await start({ threadId, leaseMs }).stopped).toBe('waiting_for_human')
    expect([await count('tool_call_interrupted'), await count('tool_call_succeeded')]).toEqual([2, 1])
    for (const { requestId } of (await engine.get(threadId)).requests) {
      await engine.deliver(threadId, { requestId, answer: 'approved', person: ada })
    }
    // One is asked about after the other.
    let status = await start({ threadId, leaseMs }).stopped
    while (status === 'waiting_for_human') {
      const [ask] = (await engine.get(threadId)).requests
      await engine.deliver(threadId, { requestId: ask!.requestId, answer: 'approved', person: ada })
      status = await start({ threadId, leaseMs }).stopped
    }
    expect(status).toBe('finished')
    const keys = readLedger(ledgerPath).map(({ idempotencyKey }) => idempotencyKey)
    expect(keys.sort()).toEqual([1, 2, 3].map((callId) => `${threadId}.${callId}`))
    expect(reconciled(await engine.get(threadId))).toEqual(['person', 'person'])
  })
})

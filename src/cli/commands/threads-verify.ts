import { firstBroken } from '../../runtime/store/hash-chain.ts'
import type { SqliteStore } from '../../runtime/store/sqlite/sqlite-store.ts'
import type { RunCommand } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { count } from '../render/text.ts'
import { resolveThread } from '../thread-ids.ts'
import { withStore } from '../with-store.ts'

/** As many as there may be: a check that leaves some out is none. */
const ALL = 1_000_000_000

interface Verified {
  readonly threadId: string
  readonly events: number
  readonly head: string
  readonly firstBroken?: number
}

export const run: RunCommand = (invocation) =>
  withStore(invocation, async (store) => {
    const { io, globals, operands } = invocation
    const [wanted] = operands
    const ids = wanted === undefined ? await allIds(store) : [await resolveThread(store, wanted)]
    const verified: Verified[] = []
    for (const threadId of ids) verified.push(await verify(store, threadId))
    const broken = verified.filter((thread) => thread.firstBroken !== undefined)
    if (globals.json) {
      io.out(`${JSON.stringify({ whole: broken.length === 0, threads: verified })}\n`)
    } else {
      for (const { threadId, firstBroken: seq } of broken) {
        io.out(
          `thread ${threadId}: event ${seq} does not fit the hash chain: it, or one before it, was changed\n`,
        )
      }
      const whole = verified.length - broken.length
      const events = verified.reduce((sum, thread) => sum + thread.events, 0)
      io.out(`${count(whole, 'thread')} of ${verified.length} whole, ${count(events, 'event')}\n`)
    }
    return broken.length === 0 ? exitCode.done : exitCode.failed
  })

async function allIds(store: SqliteStore): Promise<string[]> {
  return (await store.list({ limit: ALL })).map(({ threadId }) => threadId)
}

async function verify(store: SqliteStore, threadId: string): Promise<Verified> {
  const events = await store.readStored(threadId)
  const seq = firstBroken(events)
  const head = events.at(-1)?.hash ?? ''
  return { threadId, events: events.length, head, ...(seq === undefined ? {} : { firstBroken: seq }) }
}

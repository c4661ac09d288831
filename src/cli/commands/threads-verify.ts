import type { SqliteStore } from '../../runtime/store/sqlite/sqlite-store.ts'
import { verifyThread, type Verification } from '../../runtime/store/verify-thread.ts'
import type { RunCommand } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { count } from '../render/text.ts'
import { resolveThread } from '../thread-ids.ts'
import { withStore } from '../with-store.ts'

/** As many as there may be: a check that leaves some out is none. */
const ALL = 1_000_000_000

export const run: RunCommand = (invocation) =>
  withStore(invocation, async (store) => {
    const { io, globals, operands } = invocation
    const [wanted] = operands
    const ids = wanted === undefined ? await allIds(store) : [await resolveThread(store, wanted)]
    const verified: Verification[] = []
    for (const threadId of ids) verified.push(await verifyThread(store, threadId))
    const broken = verified.filter((thread) => problemOf(thread) !== undefined)
    if (globals.json) {
      io.out(`${JSON.stringify({ whole: broken.length === 0, threads: verified })}\n`)
    } else {
      for (const thread of broken) io.out(`thread ${thread.threadId}: ${problemOf(thread)}\n`)
      const whole = verified.length - broken.length
      const events = verified.reduce((sum, thread) => sum + thread.events, 0)
      io.out(`${count(whole, 'thread')} of ${verified.length} whole, ${count(events, 'event')}\n`)
    }
    return broken.length === 0 ? exitCode.done : exitCode.failed
  })

async function allIds(store: SqliteStore): Promise<string[]> {
  return (await store.list({ limit: ALL })).map(({ threadId }) => threadId)
}

function problemOf({ firstBroken, wrongSnapshot }: Verification): string | undefined {
  if (firstBroken !== undefined) {
    return `event ${firstBroken} does not fit the hash chain: it, or one before it, was changed`
  }
  if (wrongSnapshot === undefined) return undefined
  return `its snapshot at event ${wrongSnapshot} is not what its events say: it was changed`
}

// A child process that appends as fast as it is acknowledged: node write.js STORE START SECONDS
// START is a time in milliseconds since 1970, so that all begin together. Prints a line of JSON at the end.
import { sqliteStore } from 'twelvefold/store/sqlite'
import { watchEventLoop } from '../figures/event-loop.ts'

/** Appends under way at a time: each has its own thread. */
const LANES = 4
const DATA = { text: 'x'.repeat(400) }

const [path, start, seconds] = process.argv.slice(2)
const store = await sqliteStore({ path: path! })
const end = Number(start) + Number(seconds) * 1_000
const acknowledged = new Map<string, number>()

await new Promise((resolve) => setTimeout(resolve, Number(start) - Date.now()))
const longestStop = watchEventLoop()
await Promise.all(Array.from({ length: LANES }, (_, lane) => write(`w${process.pid}x${lane}`)))
const stall = longestStop()
await store.close()
process.stdout.write(`${JSON.stringify({ stall, acknowledged: [...acknowledged] })}\n`)

async function write(threadId: string): Promise<void> {
  for (let seq = 1; Date.now() < end; seq++) {
    const { ok } = await store.append(threadId, {
      expectedSeq: seq - 1,
      events: [{ seq, type: 'custom.bench.written', v: 1, at: new Date().toISOString(), data: DATA }],
      index: { status: 'running' },
    })
    if (!ok) throw new Error(`append ${seq} of ${threadId} conflicted, and nobody else writes there`)
    acknowledged.set(threadId, seq)
  }
}

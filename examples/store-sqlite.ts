// Threads in one file that outlive every process: one program asks, another answers. Run it: npx jiti examples/store-sqlite.ts
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine, promptFolder, type Engine } from 'twelvefold'
import { sqliteStore } from 'twelvefold/store/sqlite'
import { refunds } from './refunds/agent.ts'
import model from './refunds/scripted-model.ts'

const folder = mkdtempSync(join(tmpdir(), 'twelvefold-'))
const prompts = promptFolder('prompts')

/** What every program does that works on these threads: the file is all that they share. */
async function withEngine<T>(use: (engine: Engine) => Promise<T>): Promise<T> {
  const store = await sqliteStore({ path: join(folder, 'store.db') })
  const engine = createEngine({ store, agents: [{ ...refunds, model }], prompts })
  try {
    return await use(engine)
  } finally {
    await engine.close()
    await store.close()
  }
}

const threadId = await withEngine(async (engine) => {
  const launched = await engine.launch('refunds', 'refund order 1002')
  const { thread } = await engine.drive(launched.threadId)
  console.log(`${thread.status}: ${thread.requests[0]?.question}`)
  return thread.id
})

await withEngine(async (engine) => {
  const requestId = (await engine.get(threadId)).requests[0]?.requestId ?? ''
  const person = { id: 'ada', via: 'script', verified: false }
  await engine.deliver(threadId, { requestId, answer: 'approved', person })
  const { thread } = await engine.drive(threadId)
  console.log(`${thread.status}: ${JSON.stringify(thread.events.at(-1)?.data)}`)
})
rmSync(folder, { recursive: true })

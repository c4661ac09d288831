// A process that drives one thread, and that a test can hold at chosen moments. It speaks over the IPC channel.
import { setTimeout as delay } from 'node:timers/promises'
import {
  awaitChild,
  createEngine,
  defineAgent,
  defineTool,
  doneForNow,
  promptFolder,
  requestHumanInput,
  scriptedModel,
  spawn,
  standardLoop,
  succeeded,
  type Agent,
  type Command,
  type Model,
  type Thread,
  type Tool,
} from 'twelvefold'
import { sqliteStore } from 'twelvefold/store/sqlite'
import { z } from 'zod'
import { recordEffect } from '../../../bench/kill/ledger.ts'
import { changedStore } from '../../../bench/kill/watched-store.ts'

export interface Job {
  readonly storePath: string
  readonly ledgerPath: string
  readonly repository: string
  /** The thread to drive, or the agent to launch one of. */
  readonly threadId?: string
  readonly launch?: 'single' | 'parent' | 'trio'
  /** Moments at which the process waits until it is told to go on. */
  readonly holdAt?: readonly Moment[]
  /** The tool ends when it is aborted, and not before. */
  readonly hangs?: boolean
  readonly leaseMs?: number
}

export type Moment = 'before start' | 'after start' | 'after effect' | 'aborted'
export type Told =
  { readonly at: Moment } | { readonly launched: string } | { readonly stopped: Thread['status'] }

const job = JSON.parse(process.argv[2]!) as Job
const tell = (told: Told): void => void process.send?.(told)

async function pass(moment: Moment): Promise<void> {
  const told = job.holdAt?.includes(moment)
    ? new Promise((resolve) => process.once('message', resolve))
    : undefined
  tell({ at: moment })
  await told
}

await work()

async function work(): Promise<void> {
  const inner = await sqliteStore({ path: job.storePath })
  const store = changedStore(inner, {
    async append(threadId, append) {
      const starts = append.events.some(({ type }) => type === 'tool_call_started')
      if (starts) await pass('before start')
      const result = await inner.append(threadId, append)
      if (starts && result.ok) await pass('after start')
      return result
    },
  })
  const engine = createEngine({
    store,
    agents: [
      agentNamed('single', standardLoop),
      agentNamed('parent', withChild),
      agentNamed('trio', standardLoop),
    ],
    prompts: { get: (name) => promptFolder(`${job.repository}/${folderOf(name)}`).get(name) },
    leaseMs: job.leaseMs ?? 30_000,
  })
  const threadId = job.threadId ?? (await engine.launch(job.launch ?? 'single', 'act')).threadId
  tell({ launched: threadId })
  let driven = await engine.drive(threadId)
  // As a worker would: another process's lease is waited for.
  while (!driven.driven) driven = (await delay(20), await engine.drive(threadId))
  await engine.close()
  await inner.close()
  tell({ stopped: driven.thread.status })
  process.disconnect()
}

function folderOf(prompt: string): string {
  return prompt.startsWith('twelvefold/') ? 'prompts' : 'bench/approve/prompts'
}

function agentNamed(name: string, decide: (thread: Thread) => Command): Agent<Model> {
  const model = scriptedModel(({ messages }) => {
    const hasActed = name === 'parent' || messages.some(({ role }) => role === 'tool')
    if (hasActed) return { calls: [{ tool: 'done_for_now', input: { message: 'done' } }] }
    // Of three at once the first ends by itself, and the others where they are let go on.
    const inputs = name === 'trio' ? [{ quick: true }, {}, {}] : [{}]
    return { calls: inputs.map((input) => ({ tool: 'act', input })) }
  })
  const tools = [act(), requestHumanInput, doneForNow]
  return defineAgent({ name, prompt: 'contest/next-step', model, tools, decide })
}

function withChild(thread: Thread): Command {
  const hasSpawned = thread.events.slice().some(({ type }) => type === 'child_launched')
  if (!hasSpawned) return spawn('single', 'act')
  const child = thread.children[0]
  return child === undefined ? standardLoop(thread) : awaitChild(child)
}

function act(): Tool {
  return defineTool<{ readonly quick?: boolean | undefined }, string>({
    name: 'act',
    description: 'acts, once',
    input: z.object({ quick: z.boolean().optional() }),
    output: z.string(),
    effect: 'once',
    async run({ idempotencyKey, threadId, signal, input }) {
      const callId = idempotencyKey.slice(threadId.length + 1)
      recordEffect(job.ledgerPath, { idempotencyKey, callId, tool: 'act' }, () => {})
      const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      if (input.quick) return succeeded('acted')
      await pass('after effect')
      if (job.hangs) {
        await aborted
        await pass('aborted')
      }
      return succeeded('acted')
    },
  })
}

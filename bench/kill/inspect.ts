import { createEngine, memoryStore, promptFolder, rebuildIndex, type Store, type Thread } from 'twelvefold'
import { repository } from '../processes/compile.ts'
import type { Effect } from './ledger.ts'
import { effectOf, timesOut } from './life/effect-table.ts'
import type { Acknowledged, Variant } from './plan.ts'
import { hashOf } from './watched-store.ts'

/** What is wrong with a run, and how often one of its `once` calls was cut off. All but `interrupted` must be 0. */
export interface Findings {
  readonly lost: number
  readonly doubled: number
  readonly effects_missing: number
  /** Reported as not done, and done. */
  readonly effects_denied: number
  readonly unfinished: number
  readonly chains_broken: number
  readonly index_wrong: number
  readonly interrupted: number
}

/** Compares what the processes were told, what the tools did, and what the store says. */
export async function inspect(
  store: Store,
  variant: Variant,
  acknowledged: readonly Acknowledged[],
  effects: readonly Effect[],
): Promise<Findings> {
  const engine = createEngine({ store, agents: [], prompts: promptFolder(`${repository}/prompts`) })
  const summaries = await store.list({ limit: 1_000 })
  const threads = await Promise.all(summaries.map(({ threadId }) => engine.get(threadId)))
  const outcomes = threads.flatMap(outcomesOf)
  const happened = new Set(effects.map(({ idempotencyKey }) => idempotencyKey))
  const isChanging = (tool: string): boolean => effectOf[tool] === 'once' || effectOf[tool] === 'idempotent'
  return {
    lost: await countLost(store, acknowledged),
    doubled: countDoubled(effects),
    effects_missing: outcomes.filter((call) => call.good && isChanging(call.tool) && !happened.has(call.key))
      .length,
    effects_denied: outcomes.filter(
      (call) => !call.good && effectOf[call.tool] === 'once' && happened.has(call.key),
    ).length,
    unfinished: threads.length === 0 ? 1 : threads.filter((thread) => !isAsItShould(thread, variant)).length,
    chains_broken: await countBroken(engine, threads),
    index_wrong: await countWrongIndex(store),
    interrupted: threads.flatMap(cutOff).length,
  }
}

/** A store that cannot be read has lost everything. */
export function unreadable(acknowledged: readonly Acknowledged[]): Findings {
  const nothing = { doubled: 0, effects_missing: 0, effects_denied: 0, index_wrong: 0, interrupted: 0 }
  return { ...nothing, lost: acknowledged.length, unfinished: 1, chains_broken: 1 }
}

async function countLost(store: Store, acknowledged: readonly Acknowledged[]): Promise<number> {
  const kept = new Set<string>()
  for (const threadId of new Set(acknowledged.map(([id]) => id))) {
    for (const { seq, type, text } of await store.readStored(threadId)) {
      kept.add([threadId, seq, type, hashOf(text)].join())
    }
  }
  return acknowledged.filter((one) => !kept.has(one.join())).length
}

/** More than once by idempotency key, which names a call of a thread. */
function countDoubled(effects: readonly Effect[]): number {
  const keys = effects
    .filter(({ tool }) => effectOf[tool] === 'once')
    .map(({ idempotencyKey }) => idempotencyKey)
  return keys.length - new Set(keys).size
}

interface Outcome {
  readonly key: string
  readonly tool: string
  readonly good: boolean
}

function outcomesOf(thread: Thread): Outcome[] {
  const tools = toolsOf(thread)
  return thread.events.slice().flatMap((event): Outcome[] => {
    const closes =
      event.type === 'tool_call_succeeded' ||
      event.type === 'tool_call_failed' ||
      event.type === 'tool_call_reconciled'
    if (!closes) return []
    const { callId, response } = event.data
    return [{ key: `${thread.id}.${callId}`, tool: tools.get(callId) ?? '', good: response.success }]
  })
}

function toolsOf(thread: Thread): Map<string, string> {
  const calls = thread.events
    .slice()
    .flatMap((event) => (event.type === 'next_step_chosen' ? event.data.calls : []))
  return new Map(calls.map(({ callId, tool }) => [callId, tool]))
}

/** Calls that a kill cut off: the ones that time out by themselves are left out. */
function cutOff(thread: Thread): string[] {
  const tools = toolsOf(thread)
  const interrupted = thread.events
    .slice()
    .flatMap((event) => (event.type === 'tool_call_interrupted' ? [event.data.callId] : []))
  return [...new Set(interrupted)].filter((callId) => !timesOut.includes(tools.get(callId) ?? ''))
}

function isAsItShould({ agent, ending, children }: Thread, variant: Variant): boolean {
  if (agent === 'quitter') return ending?.status === 'failed'
  if (variant === 'cancel') return ending?.status === 'cancelled'
  if (agent === 'limit') return ending?.status === 'failed' && ending.error.code === 'limit_reached'
  return ending?.status === 'finished' && children.length === 0
}

/** An import checks shape and hash chain. */
async function countBroken(
  engine: ReturnType<typeof createEngine>,
  threads: readonly Thread[],
): Promise<number> {
  const copy = createEngine({ store: memoryStore(), agents: [], prompts: promptFolder(repository) })
  let broken = 0
  for (const { id } of threads) {
    const jsonl = await engine.export(id, { hashes: true })
    await copy.import(jsonl).catch(() => broken++)
  }
  return broken
}

/** Threads whose rows beside the log are not those that the log gives. Makes them anew. */
export async function countWrongIndex(store: Store): Promise<number> {
  const rows = async (): Promise<string[]> => {
    const summaries = await store.list({ limit: 1_000 })
    return Promise.all(
      summaries.map(async (summary) => {
        const { threadId } = summary
        return JSON.stringify([summary, await store.requests(threadId), await store.timers(threadId)])
      }),
    )
  }
  const found = await rows()
  await rebuildIndex(store)
  const rebuilt = await rows()
  return found.filter((row, i) => row !== rebuilt[i]).length
}

import { createEngine, promptFolder, type Engine } from 'twelvefold'
import { sqliteStore } from 'twelvefold/store/sqlite'
import { repository } from '../processes/compile.ts'
import { fastClock } from './fast-clock.ts'
import type { Acknowledged, Plan, Told } from './plan.ts'
import { changedStore, hashOf } from './watched-store.ts'

const outsider = { id: 'shipper', via: 'bench', verified: false }

/** The how manieth event of a type. */
export interface SpeaksAt {
  readonly type: string
  readonly time: number
}

export interface Outsider {
  /** Reacts to what the carrier tells: approves, or says something at the worst moment. */
  hear(told: Told): void
  /** Resolves when all that was begun is done. @throws what went wrong in it */
  idle(): Promise<void>
  close(): Promise<void>
}

/**
 * The parent as a person with a process, an engine and a connection of its own on the same file. It approves where the
 * plan says so, and sends a message as soon as it hears of the event `speaksAt`.
 */
export function openOutsider(
  plan: Omit<Plan, 'killAt'>,
  speaksAt: SpeaksAt | undefined,
  acknowledged: Acknowledged[],
): Outsider {
  let opened: Promise<{ engine: Engine; close(): Promise<void> }> | undefined
  const doing: Promise<unknown>[] = []
  let heard = 0
  const act = (todo: (engine: Engine) => Promise<unknown>): void => {
    opened ??= open(plan, acknowledged)
    const acting = opened.then(({ engine }) => todo(engine))
    // Told at close.
    acting.catch(() => {})
    doing.push(acting)
  }
  return {
    hear(told) {
      // Opened early, so that it is quick when the moment has come.
      if ('root' in told && (speaksAt || plan.approver !== 'carrier')) act(async () => {})
      if (!('acknowledged' in told)) return
      const [threadId, , type] = told.acknowledged
      if (type === 'human_asked' && plan.approver !== 'carrier') act((engine) => approve(engine, threadId))
      if (type === speaksAt?.type && ++heard === speaksAt.time) {
        const source = { trigger: 'bench', deliveryId: `${plan.run}:outside` }
        act((engine) => engine.deliver(threadId, { text: 'one more thing', source }))
      }
    },
    idle: async () => void (await Promise.all(doing)),
    async close() {
      await Promise.all(doing)
      await (await opened)?.close()
    },
  }
}

async function approve(engine: Engine, threadId: string): Promise<void> {
  const { calls, requests } = await engine.get(threadId)
  for (const { requestId, kind, callId } of requests) {
    const isShip = calls.some((call) => call.callId === callId && call.tool === 'ship')
    if (kind !== 'approval' || !isShip) continue
    await engine.deliver(threadId, { requestId, answer: 'approved', person: outsider })
  }
}

async function open(
  plan: Omit<Plan, 'killAt'>,
  acknowledged: Acknowledged[],
): Promise<{ engine: Engine; close(): Promise<void> }> {
  const inner = await sqliteStore({ path: plan.storePath })
  const store = changedStore(inner, {
    async append(threadId, append) {
      const result = await inner.append(threadId, append)
      for (const { seq, type, data } of result.ok ? append.events : []) {
        acknowledged.push([threadId, seq, type, hashOf(JSON.stringify(data))])
      }
      return result
    },
  })
  const engine = createEngine({
    store,
    agents: [],
    prompts: promptFolder(`${repository}/prompts`),
    clock: fastClock(plan.clockStart),
  })
  return { engine, close: () => inner.close() }
}

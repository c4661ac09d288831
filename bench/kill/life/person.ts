import type { Engine, OpenRequest, Person, Thread } from 'twelvefold'
import { readLedger } from '../ledger.ts'
import type { Plan } from '../plan.ts'
import type { Effects } from './effects.ts'

const person: Person = { id: 'operator', via: 'bench', verified: false }

/**
 * What people do to a run from outside, as far as it stands. Every choice follows from the threads and the ledger
 * alone, so that a process which takes over after a kill does what the last one had left undone.
 * Resolves to whether all has ended.
 */
export async function actAsPerson(
  engine: Engine,
  root: string,
  plan: Plan,
  effects: Effects,
): Promise<boolean> {
  const summaries = await engine.list()
  const threads = await Promise.all(summaries.map(({ threadId }) => engine.get(threadId)))
  for (const thread of threads) {
    for (const request of thread.requests) await answer(engine, thread, request, plan, effects)
  }
  const first = threads.find((thread) => thread.id === root)
  if (first && plan.variant === 'life') await haltAndGoOn(engine, first, plan.run)
  if (first && plan.variant === 'cancel') await cancelOnce(engine, first, threads, plan.ledgerPath)
  return threads.every((thread) => thread.ending !== undefined)
}

async function answer(
  engine: Engine,
  thread: Thread,
  request: OpenRequest,
  { approver, variant }: Plan,
  effects: Effects,
): Promise<void> {
  const { requestId, kind, callId, escalations } = request
  const give = (said: 'approved' | 'rejected' | 'replied'): Promise<unknown> =>
    engine.deliver(thread.id, { requestId, answer: said, person, text: said })
  if (kind === 'question') {
    await give('replied')
  } else if (kind === 'outcome') {
    const key = `${thread.id}.${callId}`
    // What this process is in the middle of will tell by itself; what a dead one began, only the ledger can.
    if (!effects.underWay.has(key) && variant !== 'cancel') await give(saysLedger(effects, key))
    if (variant === 'cancel' && !effects.happened(key)) await give('rejected')
  } else if (thread.calls.some((call) => call.callId === callId && call.tool === 'ship')) {
    const isTime = approver === 'both' || (approver === 'carrier' && escalations > 0)
    if (isTime) await give('approved')
  }
}

function saysLedger(effects: Effects, key: string): 'approved' | 'rejected' {
  return effects.happened(key) ? 'approved' : 'rejected'
}

/** While the thread waits for word it is paused and resumed, and then it gets the word. */
async function haltAndGoOn(engine: Engine, thread: Thread, run: string): Promise<void> {
  if (thread.paused) {
    await engine.resume(thread.id, person)
  } else if (thread.sleep?.event !== undefined) {
    const wasPaused = thread.events.slice().some((event) => event.type === 'paused')
    const word = { text: 'go on', source: { trigger: 'bench', deliveryId: `${run}:word` } }
    await (wasPaused ? engine.deliver(thread.id, word) : engine.pause(thread.id, person))
  }
}

/** As soon as the child's tool is at work. A cancel that was cut off before it reached the child is given again. */
async function cancelOnce(
  engine: Engine,
  root: Thread,
  threads: readonly Thread[],
  ledgerPath: string,
): Promise<void> {
  const isAtWork = readLedger(ledgerPath).some(({ tool }) => tool === 'linger')
  const allEnded = threads.every((thread) => thread.ending !== undefined)
  if (isAtWork && !allEnded) await engine.cancel(root.id, person, 'enough')
}

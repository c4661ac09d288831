import type { Random } from '../../bench/kill/seeded-random.ts'
import type { Engine } from '../../src/runtime/engine/engine.ts'
import type { OpenRequest, Thread } from '../../src/runtime/thread/thread.ts'
import { ada, type TestClock } from '../scenario.ts'

export interface Outside {
  readonly engine: Engine
  readonly random: Random
  readonly clock: TestClock
}

/** What people and time do to threads that stand still: any of it, or in `earnest` what lets each of them go on. */
export async function actFromOutside(
  outside: Outside,
  threads: readonly Thread[],
  earnest: boolean,
): Promise<void> {
  const { random, clock, engine } = outside
  for (const thread of threads) {
    for (const request of thread.requests) {
      if (earnest || random.below(2) === 0) await answer(outside, thread, request, earnest)
    }
    if (thread.paused && (earnest || random.below(2) === 0)) await engine.resume(thread.id, ada)
    if (!earnest && !thread.ending) await disturb(outside, thread)
  }
  const dues = threads.flatMap(({ timers }) => timers.map(({ due }) => Date.parse(due)))
  const next = Math.min(...dues)
  const wait = Number.isFinite(next) ? next - clock.now() : 60_000
  if (earnest || random.below(2) === 0) clock.advance(Math.max(0, wait))
}

async function disturb({ engine, random }: Outside, { id, paused }: Thread): Promise<void> {
  const what = random.below(40)
  if (what === 0) await engine.cancel(id, ada, 'enough')
  if (what === 1 && !paused) await engine.pause(id, ada)
  if (what === 2) await engine.deliver(id, { text: 'by the way', source: { trigger: 'test' } })
}

async function answer(
  { engine, random }: Outside,
  { id }: Thread,
  { requestId, kind }: OpenRequest,
  earnest: boolean,
): Promise<void> {
  const isYes = earnest || random.below(3) > 0
  const said = isYes ? (kind === 'question' ? 'replied' : 'approved') : 'rejected'
  await engine.deliver(id, { requestId, answer: said, person: ada, text: 'so be it' })
}

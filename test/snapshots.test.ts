// A long thread is carried on from a snapshot of its fold. What a changed snapshot can do, and what it cannot.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { closed } from '../src/runtime/engine/outcome.ts'
import { openJournal } from '../src/runtime/engine/journal.ts'
import { openWorkshop } from '../src/runtime/engine/workshop.ts'
import { limits } from '../src/runtime/agents/limits.ts'
import { standardLoop } from '../src/runtime/agents/standard-loop.ts'
import { memoryStore } from '../src/runtime/store/memory.ts'
import type { Store } from '../src/runtime/store/store.ts'
import { verifyThread } from '../src/runtime/store/verify-thread.ts'
import type { ModelRecord } from '../src/runtime/thread/event.ts'
import { fold } from '../src/runtime/thread/reduce.ts'
import type { Snapshot } from '../src/runtime/thread/snapshot.ts'
import type { Thread } from '../src/runtime/thread/thread.ts'
import { defineTool } from '../src/runtime/tools/define-tool.ts'
import { succeeded } from '../src/runtime/tools/tool.ts'
import { changedStore } from './changed-store.ts'
import { prompts, scenario, type Scenario } from './scenario.ts'

const note = defineTool({
  name: 'note',
  description: 'test',
  input: z.object({}),
  output: z.string(),
  effect: 'read',
  run: async () => succeeded('noted'),
})

/** An agent that makes a note at each step, until its steps are used up; a step is two events. */
function noting(steps: number, store: Store, seen: number[] = []): Scenario {
  return scenario(
    {
      model: {
        id: 'm',
        source: 'scripted',
        reply: async () => ({ calls: [{ tool: 'note', input: {} }], usage }),
      },
      tools: [note],
      decide: (thread) => limits(thread, { steps }) ?? standardLoop(thread),
    },
    {
      store: changedStore(store, {
        async load(threadId) {
          const loaded = await store.load(threadId)
          seen.push(loaded.snapshot?.seq ?? 0)
          return loaded
        },
      }),
    },
  )
}

/** A store with a thread that was left after 200 steps: an agent under guard would take long for so many. */
async function left(): Promise<{ store: Store; id: string }> {
  const store = memoryStore()
  const { engine, agent, clock } = noting(0, store)
  const { threadId } = await engine.launch('tester', 'go')
  const journal = await openJournal(openWorkshop({ store, agents: [agent], prompts, clock }), threadId)
  for (let i = 1; i <= 200; i++) {
    const calls = [{ callId: `${i}`, tool: 'note', input: {}, inputHash: 'h' }]
    await journal.record(() => [{ type: 'next_step_chosen', data: { ...record, calls } }])
    await journal.record(() => [closed(`${i}`, succeeded('noted'))])
  }
  return { store, id: threadId }
}

const usage = { inputTokens: 10, outputTokens: 1 }
const record: ModelRecord = {
  model: { id: 'm', source: 'scripted' },
  prompt: { name: 'p', hash: 'h' },
  contextHash: 'h',
  usage,
}

const derived = ({ events, ...rest }: Thread): unknown => ({ ...rest, length: events.length })

/** A store whose snapshot somebody changed. */
function tampered(store: Store, change: (snapshot: Snapshot) => Snapshot): Store {
  return changedStore(store, {
    async load(threadId) {
      const { blocks, snapshot } = await store.load(threadId)
      return { blocks, ...(snapshot ? { snapshot: change(snapshot) } : {}) }
    },
  })
}

test('a thread that is carried on from its snapshot goes on as if all of it had been folded', async () => {
  const { store, id } = await left()
  const seen: number[] = []
  const { engine } = noting(205, store, seen)
  const { thread } = await engine.drive(id)
  expect(seen[0]).toBeGreaterThan(240)
  expect(derived(thread)).toEqual(derived(fold(id, await store.read(id))))
  expect(thread).toMatchObject({ status: 'failed', counters: { steps: 205, inputTokens: 2_050 } })
  expect(thread.events.slice().map(({ seq }) => seq)).toEqual(thread.events.slice().map((_, i) => i + 1))
  expect(await verifyThread(store, id)).not.toHaveProperty('wrongSnapshot')
})

test('a snapshot that was changed is named by verify, and by nobody before: what it can do is stretch a budget', async () => {
  const { store, id } = await left()
  const changed = tampered(store, (made) => ({ ...made, counters: { ...made.counters, steps: 0 } }))
  const { snapshot } = await store.load(id)
  expect(await verifyThread(changed, id)).toMatchObject({ wrongSnapshot: snapshot!.seq })
  const { thread } = await noting(100, changed).engine.drive(id)
  expect(thread.counters.steps).toBe(100)
  expect(fold(id, await store.read(id)).counters.steps).toBeGreaterThan(200)
})

test('a snapshot of a moment at which something was open is named too', async () => {
  const { store, id } = await left()
  const changed = tampered(store, (made) => ({ ...made, seq: made.seq - 1 }))
  const { snapshot } = await changed.load(id)
  expect(await verifyThread(changed, id)).toMatchObject({ wrongSnapshot: snapshot!.seq })
})

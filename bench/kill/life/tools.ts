import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  childAgent,
  failed,
  makeError,
  succeeded,
  type Event,
  type Tool,
  type ToolContext,
  type ToolResponse,
} from 'twelvefold'
import type { Boundaries } from '../boundaries.ts'
import type { WatchedStore } from '../watched-store.ts'
import { effectOf } from './effect-table.ts'
import type { Effects } from './effects.ts'

/** Done by a child, on a thread of its own. */
export const help = childAgent({ name: 'help', agent: 'helper', description: 'help' })

/** Real milliseconds: their effect is made at once, and then they hang. */
const TIMEOUT_MS = 15

export function lifeTools(
  effects: Effects,
  committed: WatchedStore['committed'],
  boundaries: Boundaries,
): Tool[] {
  const plain = ['look', 'jot', 'post', 'ship', 'discard'].map((name) => effects.tool(name, effectOf[name]!))
  const stumble = effects.tool('stumble', 'idempotent', {
    finish: () => Promise.reject(new Error('the floor is uneven')),
  })
  // Its late outcome comes when the engine has found out by itself: it must change nothing.
  const charge = effects.tool('charge', 'once', {
    timeoutMs: TIMEOUT_MS,
    finish: endsAfter(committed, (event, callId) => closes(event, callId)),
    async reconcile({ idempotencyKey }) {
      boundaries.pass('reconcile charge: before')
      const happened = effects.happened(idempotencyKey)
      boundaries.pass('reconcile charge: after')
      return happened ? succeeded('done') : failed(makeError('did_not_happen', 'no such charge'))
    },
  })
  // Its late outcome comes when a person has been asked, and spares that person the answer.
  const notify = effects.tool('notify', 'once', {
    timeoutMs: TIMEOUT_MS,
    finish: endsAfter(committed, (event, callId) => {
      return event.type === 'human_asked' && event.data.callId === callId
    }),
  })
  // It takes its time: its siblings begin, and some of them end, before it does.
  const haul = effects.tool('haul', 'once', { finish: endsTurnsLater })
  const linger = effects.tool('linger', 'once', { finish: untilAborted })
  return [...plain, stumble, charge, notify, haul, linger, help]
}

function endsAfter(
  committed: WatchedStore['committed'],
  isIt: (event: Event, callId: string) => boolean,
): (context: ToolContext) => Promise<ToolResponse<string>> {
  return async ({ threadId, idempotencyKey }) => {
    await committed((id, event) => id === threadId && isIt(event, idempotencyKey.slice(threadId.length + 1)))
    return succeeded('done, late')
  }
}

const TURNS = 20

async function endsTurnsLater(): Promise<ToolResponse<string>> {
  for (let turn = 0; turn < TURNS; turn++) await nextTurn()
  return succeeded('done')
}

function closes(event: Event, callId: string): boolean {
  return event.type === 'tool_call_reconciled' && event.data.callId === callId
}

async function untilAborted({ signal }: ToolContext): Promise<ToolResponse<string>> {
  if (!signal.aborted) {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  }
  return succeeded('let go')
}

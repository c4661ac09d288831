import {
  defineTool,
  succeeded,
  type Effect,
  type Tool,
  type ToolContext,
  type ToolResponse,
} from 'twelvefold'
import { z } from 'zod'
import type { Boundaries } from '../boundaries.ts'
import { readLedger, recordEffect } from '../ledger.ts'
import type { Sabotage } from '../plan.ts'
import { timesOut } from './effect-table.ts'

export interface Effects {
  /** A tool whose effect is a line in the ledger; `finish` is what remains to be done after the effect. */
  readonly tool: (name: string, effect: Effect, more?: More) => Tool
  /** Whether the effect of that key has happened. */
  readonly happened: (idempotencyKey: string) => boolean
  /** Keys of the calls that this process is in the middle of. */
  readonly underWay: ReadonlySet<string>
}

interface More {
  readonly finish?: (context: ToolContext) => Promise<ToolResponse<string>>
  readonly reconcile?: (context: ToolContext) => Promise<ToolResponse<string> | undefined>
  readonly timeoutMs?: number
}

/** Longer than any commit takes, also on a busy machine: the planned death after the success comes first. */
const LATE_MS = 2_000

export function openEffects(path: string, { pass }: Boundaries, sabotage: Sabotage | undefined): Effects {
  const underWay = new Set<string>()
  const happen = (name: string, { idempotencyKey, threadId }: ToolContext): void => {
    pass(`effect ${name}: before`)
    const callId = idempotencyKey.slice(threadId.length + 1)
    recordEffect(path, { idempotencyKey, callId, tool: name }, () => pass(`effect ${name}: middle`))
    pass(`effect ${name}: after`)
  }
  return {
    underWay,
    happened: (key) => readLedger(path).some(({ idempotencyKey }) => idempotencyKey === key),
    tool: (name, effect, { finish, reconcile, timeoutMs } = {}) =>
      defineTool<object, string>({
        name,
        description: name,
        input: z.object({}),
        output: z.string(),
        effect: declared(name, effect, sabotage),
        async run(context) {
          if (sabotage === 'report-early') {
            setTimeout(() => happen(name, context), LATE_MS)
            return succeeded('done')
          }
          underWay.add(context.idempotencyKey)
          try {
            happen(name, context)
            return finish ? await finish(context) : succeeded('done')
          } finally {
            underWay.delete(context.idempotencyKey)
          }
        },
        ...(reconcile ? { reconcile } : {}),
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
      }),
  }
}

function declared(name: string, effect: Effect, sabotage: Sabotage | undefined): Effect {
  if (effect !== 'once' || timesOut.includes(name)) return effect
  if (sabotage === 'repeat-once') return 'idempotent'
  return sabotage === 'skip-started' ? 'read' : effect
}

import type { EventData } from '../thread/event.ts'
import type { JsonValue } from '../thread/json.ts'
import type { Thread } from '../thread/thread.ts'
import { awaitChild, fail, finish, spawn, type Command } from './command.ts'

/** One agent of a pipeline, and what it is given: a pure function of what those before it came to. */
export interface Stage {
  readonly agent: string
  readonly input: (results: readonly JsonValue[], thread: Thread) => string
}

/**
 * Small agents one after the other, each with what those before it came to; the last result is that of the pipeline.
 * A whole `decide`, to be read, copied and changed: where it stands after a crash follows from the thread.
 */
export function pipeline(thread: Thread, stages: readonly Stage[]): Command {
  const ended = endedChildren(thread)
  const bad = ended.find(({ status }) => status !== 'finished')
  if (bad) return fail('stage_failed', `stage ${ended.length} of ${stages.length}: ${endingOf(bad)}`)
  const atWork = thread.children[0]
  if (atWork !== undefined) return awaitChild(atWork)
  const results = ended.map(({ result = null }) => result)
  const next = stages[ended.length]
  return next ? spawn(next.agent, next.input(results, thread)) : finish(results.at(-1) ?? null)
}

/** How the children of a thread ended, in that order. */
export function endedChildren(thread: Thread): readonly EventData['child_finished'][] {
  return [...thread.events].flatMap((event) => (event.type === 'child_finished' ? [event.data] : []))
}

function endingOf({ status, result }: EventData['child_finished']): string {
  const { code, message } = (result ?? {}) as { readonly code?: unknown; readonly message?: unknown }
  return typeof code === 'string' ? `${code}: ${String(message)}` : `the agent was ${status}`
}

// What to do next: made by `decide`, carried out by `engine/`, never stored. Plain data.

import type { EventData } from '../thread/event.ts'
import type { HumanPolicy } from '../humans/policy.ts'
import type { PromptName } from '../prompts/declared-prompts.ts'
import type { JsonObject, JsonValue } from '../thread/json.ts'

export interface CommandData {
  /** The model chooses the next step. */
  ask_model: { readonly prompt?: PromptName; readonly variables?: JsonObject }
  /** Open calls run, or are closed where a person refused them. */
  run_calls: { readonly callIds: readonly string[] }
  /** Open calls are closed by a rule of yours: the model is told the reason. */
  deny_calls: { readonly callIds: readonly string[]; readonly reason: string }
  /** A person is asked, and the thread waits. */
  ask_human: {
    readonly kind: 'approval' | 'question' | 'outcome'
    readonly callId?: string
    /** The tool whose failures the question is about: the answer is a new start for it, or the end of it. */
    readonly tool?: string
    readonly policy: HumanPolicy
  }
  /** The thread sleeps for a duration (`30s`, `2h`), until a time, or for an event. */
  wait: { readonly reason: string; readonly for?: string; readonly until?: string; readonly event?: string }
  /** Another agent starts on a thread of its own; with `callId` its result closes that call. */
  spawn: { readonly agent: string; readonly input: string; readonly callId?: string }
  /** All children are carried on; the thread sleeps until this one has ended. */
  await_child: { readonly childId: string }
  /** Older events are replaced, for the model, by a summary. */
  compact_context: { readonly upTo: number; readonly summary: string }
  /** The model is told something, in the words of a prompt file. */
  nudge: { readonly reason: string; readonly prompt: PromptName; readonly variables?: JsonObject }
  /** The thread gets a time (ISO) by which it ends, whatever it is doing. It can be brought forward, not put off. */
  set_deadline: { readonly due: string }
  /** The run ends well; `callId` is the call by which the model said so. */
  finish: { readonly callId?: string; readonly result: JsonValue }
  /** The run ends badly. */
  fail: {
    readonly code: string
    readonly message: string
    /** What to do about it, in one sentence. */
    readonly hint?: string
    readonly limit?: EventData['limit_reached']
  }
}

export type CommandType = keyof CommandData
export type CommandOf<T extends CommandType> = { [K in T]: { readonly type: K } & CommandData[K] }[T]
export type Command = CommandOf<CommandType>

export function askModel(options: CommandData['ask_model'] = {}): CommandOf<'ask_model'> {
  return { type: 'ask_model', ...options }
}

export function runCalls(callIds: readonly string[]): CommandOf<'run_calls'> {
  return { type: 'run_calls', callIds }
}

export function denyCalls(callIds: readonly string[], reason: string): CommandOf<'deny_calls'> {
  return { type: 'deny_calls', callIds, reason }
}

export function askHuman(ask: CommandData['ask_human']): CommandOf<'ask_human'> {
  return { type: 'ask_human', ...ask }
}

export function wait(sleep: CommandData['wait']): CommandOf<'wait'> {
  return { type: 'wait', ...sleep }
}

export function spawn(agent: string, input: string, callId?: string): CommandOf<'spawn'> {
  return { type: 'spawn', agent, input, ...(callId === undefined ? {} : { callId }) }
}

export function awaitChild(childId: string): CommandOf<'await_child'> {
  return { type: 'await_child', childId }
}

export function compactContext(upTo: number, summary: string): CommandOf<'compact_context'> {
  return { type: 'compact_context', upTo, summary }
}

export function nudge(options: CommandData['nudge']): CommandOf<'nudge'> {
  return { type: 'nudge', ...options }
}

export function setDeadline(due: string): CommandOf<'set_deadline'> {
  return { type: 'set_deadline', due }
}

export function finish(result: JsonValue, callId?: string): CommandOf<'finish'> {
  return { type: 'finish', result, ...(callId === undefined ? {} : { callId }) }
}

export function fail(
  code: string,
  message: string,
  { limit, hint }: Pick<CommandData['fail'], 'limit' | 'hint'> = {},
): CommandOf<'fail'> {
  return {
    type: 'fail',
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(limit === undefined ? {} : { limit }),
  }
}

import { estimateTokens } from './estimate-tokens.ts'
import type { Event, EventOf } from '../thread/event.ts'
import type { Thread } from '../thread/thread.ts'
import { messageText, type Message } from './message.ts'

/** A next step with the outcomes of its calls and the words that came meanwhile; torn apart it would not be accepted. */
export interface Turn {
  readonly messages: readonly Message[]
  readonly tokens: number
  /** Seq of its first event. */
  readonly from: number
}

type Outcome = EventOf<'tool_call_succeeded' | 'tool_call_failed' | 'tool_call_reconciled'>

/** What a walk has met and not yet placed: what is left at its end belongs to older turns. */
export interface Unplaced {
  readonly outcomes: Map<string, Outcome>
  words: string[]
  /** What persons said, by request: to be shown where the question was no call's. */
  readonly answers: Map<string, string>
  compacted?: EventOf<'context_compacted'>
}

export function nothingUnplaced(): Unplaced {
  return { outcomes: new Map(), words: [], answers: new Map() }
}

/**
 * Turns from the newest to the oldest, made only as far as the reader asks, and not of events before the position
 * `start`: what belongs to turns before it is left in `unplaced`.
 */
export function* turnsFromTheEnd(thread: Thread, start = 1, unplaced = nothingUnplaced()): Generator<Turn> {
  for (let position = thread.events.length - 1; position >= start; position--) {
    const event = thread.events.at(position)!
    if (unplaced.compacted && event.seq <= unplaced.compacted.data.upTo) break
    const words = wordsOf(event, unplaced.answers)
    if (words !== undefined) unplaced.words.unshift(words)
    if (event.type === 'context_compacted') unplaced.compacted ??= event
    if (isOutcome(event)) unplaced.outcomes.set(event.data.callId, event)
    if (event.type === 'next_step_chosen' || event.type === 'next_step_malformed') {
      const step =
        event.type === 'next_step_chosen' ? chosen(event, unplaced.outcomes) : malformed(event.data)
      const messages = [...step, ...unplaced.words.map(said)]
      unplaced.words = []
      if (messages.length > 0) yield turnOf(messages, event.seq)
    }
  }
  if (start > 1) return
  if (unplaced.words.length > 0) yield turnOf(unplaced.words.map(said), 2)
  if (unplaced.compacted) yield turnOf([said(summaryOf(unplaced.compacted))], 2)
}

/** What an event says to the model in words: a message, a nudge, a person's answer to a question of control flow. */
function wordsOf(event: Event, answers: Map<string, string>): string | undefined {
  if (event.type === 'message_received' || event.type === 'model_nudged') return event.data.text
  if (event.type === 'human_answered' && event.data.text !== undefined) {
    answers.set(event.data.requestId, event.data.text)
  }
  if (event.type !== 'human_asked') return undefined
  const answer = answers.get(event.data.requestId)
  answers.delete(event.data.requestId)
  return event.data.callId === undefined ? answer : undefined
}

/** Measured as a whole: a look at each message would cost more and tell no more. */
function turnOf(messages: readonly Message[], from: number): Turn {
  return { messages, tokens: estimateTokens(messages.map(messageText).join('\n')), from }
}

function chosen(event: EventOf<'next_step_chosen'>, outcomes: Map<string, Outcome>): readonly Message[] {
  const { text, calls } = event.data
  const shown: { callId: string; tool: string; input: (typeof calls)[number]['input'] }[] = []
  const results: Message[] = []
  for (const { callId, tool, input } of calls) {
    const outcome = outcomes.get(callId)
    // Calls without an outcome were never acted on, or not yet: the model is shown what happened.
    if (!outcome) continue
    outcomes.delete(callId)
    shown.push({ callId, tool, input })
    results.push({ role: 'tool', callId, tool, content: contentOf(outcome) })
  }
  if (shown.length === 0) return []
  return [{ role: 'assistant', ...(text === undefined ? {} : { content: text }), calls: shown }, ...results]
}

/** The words about it are of a prompt file; where there is none, the error is shown as data. */
function malformed({ text, error, reask }: EventOf<'next_step_malformed'>['data']): readonly Message[] {
  const { code, message } = error
  const problem = said(reask?.text ?? JSON.stringify({ error: { code, message } }))
  return text === undefined ? [problem] : [{ role: 'assistant', content: text, calls: [] }, problem]
}

function isOutcome(event: Event): event is Outcome {
  return (
    event.type === 'tool_call_succeeded' ||
    event.type === 'tool_call_failed' ||
    event.type === 'tool_call_reconciled'
  )
}

function summaryOf({ data: { summary, told } }: EventOf<'context_compacted'>): string {
  return told?.text ?? summary
}

/** A tool's own words are data. Where the words would be ours, those of the prompt file stand in their place. */
function contentOf({ type, data }: Outcome): string {
  const { response } = data
  if (type !== 'tool_call_succeeded' && !response.success && data.told) {
    const { code, retryable } = response.error
    return JSON.stringify({ success: false, error: { code, message: data.told.text, retryable } })
  }
  return JSON.stringify(
    response.success
      ? { success: true, data: response.data }
      : { success: false, error: withoutFingerprint(response.error) },
  )
}

/** Fingerprints group errors in reports; to a model they are noise. */
function withoutFingerprint<E extends { readonly fingerprint: string }>(error: E): Omit<E, 'fingerprint'> {
  const { fingerprint: _, ...shown } = error
  return shown
}

function said(text: string): Message {
  return { role: 'user', content: text }
}

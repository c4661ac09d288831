import { estimateTokens } from './estimate-tokens.ts'
import type { Event, EventOf } from '../thread/event.ts'
import type { Thread } from '../thread/thread.ts'
import type { Message } from './message.ts'

/** A next step with the outcomes of its calls and the words that came meanwhile; torn apart it would not be accepted. */
export interface Turn {
  readonly messages: readonly Message[]
  readonly tokens: number
  /** Seq of its first event. */
  readonly from: number
}

type Outcome = EventOf<'tool_call_succeeded' | 'tool_call_failed' | 'tool_call_reconciled'>
type Rendered = { readonly message: Message; readonly tokens: number }

/** Turns from the newest to the oldest, made only as far as the reader asks. */
export function* turnsFromTheEnd(thread: Thread): Generator<Turn> {
  const outcomes = new Map<string, Outcome>()
  let words: Rendered[] = []
  let compacted: EventOf<'context_compacted'> | undefined
  for (let position = thread.events.length - 1; position > 0; position--) {
    const event = thread.events.at(position)!
    if (compacted && event.seq <= compacted.data.upTo) break
    if (event.type === 'message_received') words.unshift(render(event, () => said(event.data.text)))
    if (event.type === 'context_compacted') compacted ??= event
    if (isOutcome(event)) outcomes.set(event.data.callId, event)
    if (event.type === 'next_step_chosen' || event.type === 'next_step_malformed') {
      const step =
        event.type === 'next_step_chosen' ? chosenTurn(event, outcomes) : turnOf(malformed(event), event.seq)
      const turn = words.length > 0 ? withWords(step, words) : step
      if (turn.messages.length > 0) yield turn
      words = []
    }
  }
  if (words.length > 0) yield turnOf(words, 2)
  if (compacted) {
    const { summary } = compacted.data
    yield turnOf([render(compacted, () => said(summary))], 2)
  }
}

function turnOf(parts: readonly Rendered[], from: number): Turn {
  let tokens = 0
  for (const part of parts) tokens += part.tokens
  return { messages: parts.map((part) => part.message), tokens, from }
}

function withWords({ messages, tokens, from }: Turn, words: readonly Rendered[]): Turn {
  const said = turnOf(words, from)
  return { messages: [...messages, ...said.messages], tokens: tokens + said.tokens, from }
}

// A step whose calls have their outcomes is the same turn from request to request: it is put together once.
const chosenTurns = new WeakMap<Event, { turn: Turn; outcomes: readonly (Outcome | undefined)[] }>()

function chosenTurn(event: EventOf<'next_step_chosen'>, outcomes: ReadonlyMap<string, Outcome>): Turn {
  const { calls } = event.data
  const known = chosenTurns.get(event)
  if (known && calls.every(({ callId }, i) => outcomes.get(callId) === known.outcomes[i])) return known.turn
  const turn = turnOf(chosen(event, outcomes), event.seq)
  chosenTurns.set(event, { turn, outcomes: calls.map(({ callId }) => outcomes.get(callId)) })
  return turn
}

function chosen(
  event: EventOf<'next_step_chosen'>,
  outcomes: ReadonlyMap<string, Outcome>,
): readonly Rendered[] {
  // Calls without an outcome were never acted on, or not yet: the model is shown what happened.
  const closed = event.data.calls.filter((call) => outcomes.has(call.callId))
  if (closed.length === 0) return []
  const calls = closed.map(({ callId, tool, input }) => ({ callId, tool, input }))
  const { text } = event.data
  const step = (): Message => ({ role: 'assistant', ...(text === undefined ? {} : { content: text }), calls })
  const whole = closed.length === event.data.calls.length
  return [
    whole ? render(event, step) : measure(step()),
    ...closed.map((call) => outcomeOf(call.tool, outcomes.get(call.callId)!)),
  ]
}

function malformed(event: EventOf<'next_step_malformed'>): readonly Rendered[] {
  const { text, error } = event.data
  return [
    ...(text === undefined ? [] : [measure({ role: 'assistant', content: text, calls: [] })]),
    render(event, () => said(JSON.stringify({ error: { code: error.code, message: error.message } }))),
  ]
}

function isOutcome(event: Event): event is Outcome {
  return (
    event.type === 'tool_call_succeeded' ||
    event.type === 'tool_call_failed' ||
    event.type === 'tool_call_reconciled'
  )
}

function outcomeOf(tool: string, event: Outcome): Rendered {
  return render(event, () => {
    const { callId, response } = event.data
    const shown = response.success
      ? { success: true, data: response.data }
      : { success: false, error: withoutFingerprint(response.error) }
    return { role: 'tool', callId, tool, content: JSON.stringify(shown) }
  })
}

/** Fingerprints group errors in reports; to a model they are noise. */
function withoutFingerprint<E extends { readonly fingerprint: string }>(error: E): Omit<E, 'fingerprint'> {
  const { fingerprint: _, ...shown } = error
  return shown
}

function said(text: string): Message {
  return { role: 'user', content: text }
}

// Events are frozen and rendered alike every time, so each is rendered and measured once.
const rendered = new WeakMap<Event, Rendered>()

function render(event: Event, make: () => Message): Rendered {
  const known = rendered.get(event)
  if (known) return known
  const made = measure(make())
  rendered.set(event, made)
  return made
}

function measure(message: Message): Rendered {
  return { message, tokens: estimateTokens(JSON.stringify(message)) }
}

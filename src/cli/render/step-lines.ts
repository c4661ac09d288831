import { isCustom, type Event, type EventOf, type EventType } from '../../runtime/thread/event.ts'
import type { OpenCall, Thread } from '../../runtime/thread/thread.ts'
import type { ToolResponse } from '../../runtime/thread/tool-response.ts'
import { briefOutcome } from './brief.ts'
import { answerWords, deadlineWords, personWords } from './people.ts'
import type { Style } from './style.ts'
import { count, oneLine, wrap } from './text.ts'

/** Where what belongs to a step is indented to. */
const INDENT = '     '
/** Room for what is called; how it went stands behind it. */
const CALL_WIDTH = 62
/** Room for how it went: `  refused  1,234 ms`. */
const OUTCOME_WIDTH = 19

/** What an event adds to the picture of a thread, as lines; `thread` is the thread before it. */
export function stepLines(thread: Thread, event: Event, style: Style): string[] {
  if (isCustom(event))
    return note(`${event.type.slice('custom.'.length)} ${JSON.stringify(event.data)}`, style)
  // One entry per type: the type that the entry was found by is the type of the event.
  const lines = renderings[event.type] as Rendering<EventType>
  return lines(event, thread, style)
}

type Rendering<T extends EventType> = (event: EventOf<T>, thread: Thread, style: Style) => string[]

const nothing = (): string[] => []

const renderings: { readonly [T in EventType]: Rendering<T> } = {
  thread_launched: nothing,
  message_received: ({ data }, _, style) => note(`message (${data.source.trigger}): "${data.text}"`, style),
  next_step_chosen: nothing,
  next_step_malformed: ({ data }, _, style) =>
    note(`the reply was no next step: ${data.error.message}`, style),
  model_call_failed: ({ data: { attempts, error } }, _, style) => [
    ...note(`the model did not reply, tried ${count(attempts, 'time')}: ${error.message}`, style),
    ...(error.hint === undefined ? [] : note(error.hint, style)),
  ],
  tool_call_started: nothing,
  tool_call_progressed: ({ data }, thread, style) => {
    const { tool } = callOf(thread, data.callId) ?? { tool: data.callId }
    const share = data.fraction === undefined ? '' : ` ${Math.round(data.fraction * 100)}%`
    return note(`${tool}${share}: ${data.message}`, style)
  },
  tool_call_succeeded: (event, thread, style) => outcomeLines(thread, event, event.data, style),
  tool_call_failed: (event, thread, style) => outcomeLines(thread, event, event.data, style),
  tool_call_reconciled: (event, thread, style) => outcomeLines(thread, event, event.data, style),
  tool_call_interrupted: ({ data }, thread, style) => {
    const call = callOf(thread, data.callId)
    return [...callLine(call, data.callId, style), ...note('cut off: it may have taken effect', style)]
  },
  tools_changed: ({ data }, _, style) => {
    const sources = [...new Set(data.tools.map(({ source }) => source))]
    return note(`${data.tools.length} tools of ${sources.join(', ') || 'no server'}`, style)
  },
  human_asked: ({ data }, thread, style) => {
    const call = callOf(thread, data.callId)
    const line = call ? [openCallLine(call, data.kind === 'question')] : []
    const asks = data.kind === 'question' ? 'asks a person' : 'waits for a person'
    return [
      ...line,
      ...waitingNote(`${asks}: ${data.question}`, deadlineWords(data, thread.now, style), style),
    ]
  },
  human_reminded: ({ data }, _, style) => note(`reminded ${data.to.join(', ')}`, style),
  human_escalated: ({ data, at }, _, style) => {
    const until = data.deadline === undefined ? '' : ` (until ${style.minute(data.deadline, at)})`
    return note(`nobody answered: ${data.to.join(', ')} is asked too${until}`, style)
  },
  human_answered: ({ data }, _, style) => {
    const edit = data.input === undefined ? '' : ` · ${JSON.stringify(data.input)}`
    return note(`${answerWords(data)}${edit}`, style)
  },
  human_expired: ({ data }, _, style) => note(`nobody answered in time: counts as ${data.outcome}`, style),
  slept: ({ data, at }, _, style) => {
    const until = data.until === undefined ? (data.event ?? data.child) : style.minute(data.until, at)
    return note(`sleeps until ${until ?? 'it is woken'}: ${data.reason}`, style)
  },
  woke: nothing,
  child_launched: ({ data }, _, style) =>
    note(`child ${data.childId} (${data.agent}): "${data.input}"`, style),
  child_finished: ({ data }, _, style) => note(`child ${data.childId} ${data.status}`, style),
  model_nudged: ({ data }, _, style) =>
    note(`the model is told of ${data.reason.replaceAll('_', ' ')}`, style),
  deadline_set: nothing,
  context_compacted: (_, __, style) => note('older events are shown to the model as a summary', style),
  limit_reached: ({ data }, _, style) => note(limitWords(data), style),
  paused: ({ data }, _, style) => note(`paused by ${personWords(data.by)}${because(data.reason)}`, style),
  resumed: ({ data }, _, style) => note(`resumed by ${personWords(data.by)}`, style),
  cancelled: ({ data }, _, style) =>
    note(`cancelled by ${personWords(data.by)}${because(data.reason)}`, style),
  finished: ({ data }, thread, style) => {
    const last = thread.events.at(-1)
    const isSaid = last?.type === 'tool_call_succeeded' && thread.calls.length === 0
    return isSaid || data.result === null ? [] : note(`result: ${JSON.stringify(data.result)}`, style)
  },
  failed: ({ data: { error } }, _, style) => [
    ...note(`${error.code}: ${error.message}`, style),
    ...(error.hint === undefined ? [] : note(error.hint, style)),
  ],
}

function limitWords({ limit, value, bound, unpriced }: EventOf<'limit_reached'>['data']): string {
  const words = (amount: number): string =>
    limit === 'time' ? `${Math.round(amount / 1_000)} s` : String(amount)
  const unknown = unpriced === undefined ? '' : `, without what ${unpriced} cost`
  return `limit reached: ${limit} ${words(value)} of at most ${words(bound)}${unknown}`
}

type Outcome = { readonly callId: string; readonly response: ToolResponse; readonly by?: string }

function outcomeLines(
  thread: Thread,
  { at }: Event,
  { callId, response, by }: Outcome,
  style: Style,
): string[] {
  const call = callOf(thread, callId)
  const isLast = call?.tool === 'done_for_now' && response.success
  const took = isLast || call?.reply ? '' : duration(thread.now, at)
  const [word, paint] = isLast
    ? (['done', style.good] as const)
    : response.success
      ? (['ok', style.good] as const)
      : call?.permission?.state === 'refused'
        ? (['refused', style.waiting] as const)
        : (['failed', style.bad] as const)
  const head = callLine(call, callId, style, `${paint(word.padEnd(7))}${took.padStart(10)}`.trimEnd())
  const how = by === undefined ? '' : `found out afterwards (${by}): `
  if (!response.success) {
    const { code, message, hint } = response.error
    return [
      ...head,
      ...note(`${how}${code}: ${message}`, style),
      ...(hint === undefined ? [] : note(hint, style)),
    ]
  }
  if (isLast) return [...head, ...messageLines(call.input['message'], style)]
  const brief = briefOutcome(response, style.columns - INDENT.length - how.length)
  return [...head, ...(brief === undefined ? [] : note(`${how}${brief}`, style))]
}

/** `  3  deploy_backend {"tag":"v1.4.0"}            ok   48 ms`; without input where a person was asked about it before. */
function callLine(call: OpenCall | undefined, callId: string, style: Style, outcome = ''): string[] {
  const width = Math.min(style.columns - OUTCOME_WIDTH, CALL_WIDTH)
  const name = call?.tool ?? `call ${callId}`
  const isKnown = !call || call.permission || call.reply || call.tool === 'done_for_now'
  const what = isKnown ? name : `${name} ${inputWords(call)}`
  const line = `${callId.padStart(3)}  ${what.trimEnd()}`
  const short = line.length > width ? `${line.slice(0, width - 1)}…` : line
  return [outcome === '' ? short : `${short.padEnd(width)}  ${outcome}`]
}

function openCallLine(call: OpenCall, isQuestion: boolean): string {
  return `${call.callId.padStart(3)}  ${call.tool} ${isQuestion ? '' : inputWords(call)}`.trimEnd()
}

/** The input as JSON; nothing where there is none. */
export function inputWords({ input }: Pick<OpenCall, 'input'>): string {
  return Object.keys(input).length === 0 ? '' : oneLine(JSON.stringify(input), 400)
}

function callOf(thread: Thread, callId: string | undefined): OpenCall | undefined {
  return thread.calls.find((call) => call.callId === callId)
}

function messageLines(message: unknown, style: Style): string[] {
  const text = typeof message === 'string' ? message : ''
  return wrap(`"${text.trim()}"`, style.columns - INDENT.length).map((line) => `${INDENT}${line}`.trimEnd())
}

function waitingNote(text: string, until: string, style: Style): string[] {
  return wrap(`${oneLine(text, 600)}${until}`, style.columns - INDENT.length).map(
    (line) => `${INDENT}${style.waiting(line)}`,
  )
}

/** Long ones go on below, up to a point: they are told, not listed. */
function note(text: string, style: Style): string[] {
  const lines = wrap(oneLine(text, 2 * style.columns), style.columns - INDENT.length)
  return lines.map((line) => `${INDENT}${style.dim(line)}`)
}

function because(reason: string | undefined): string {
  return reason === undefined ? '' : `: "${reason}"`
}

function duration(from: string, to: string): string {
  const milliseconds = Math.max(Date.parse(to) - Date.parse(from), 0)
  if (milliseconds < 10_000) return `${milliseconds.toLocaleString('en-US')} ms`
  const seconds = Math.round(milliseconds / 1_000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}

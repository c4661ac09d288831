import type { OpenRequest, Thread } from '../../runtime/thread/thread.ts'
import { isEnded } from '../../runtime/thread/thread.ts'
import type { Style } from './style.ts'
import { count, grouped, oneLine } from './text.ts'

/** `thread 7f3k  "deploy the newest tag"`. */
export function titleLine(name: string, { input }: Thread, style: Style): string {
  return `thread ${style.bold(name)}  "${oneLine(input, Math.max(style.columns - name.length - 11, 20))}"`
}

/** `thread 7f3k finished: 4 steps · 0 errors · 1,204 tokens in, 188 out (scripted, no cost)`. */
export function summaryLine(name: string, thread: Thread): string {
  const { status, counters } = thread
  const { inputTokens, outputTokens, steps, errors } = counters
  const scripted = isScripted(thread) ? ' (scripted, no cost)' : ''
  const least = counters.unmeasured === undefined ? '' : 'at least '
  const known = `${least}${grouped(inputTokens)} tokens in, ${grouped(outputTokens)} out${scripted}`
  const tokens = least !== '' && inputTokens + outputTokens === 0 ? 'tokens unknown' : known
  const words = status.replaceAll('_', ' ')
  const cost = costWords(counters)
  return `thread ${name} ${words}: ${count(steps, 'step')} · ${count(errors, 'error')} · ${tokens}${cost}`
}

/** In the currency of the configured prices; nothing where a script cost nothing. */
function costWords({ cost, unpriced }: Thread['counters']): string {
  if (unpriced === undefined) return cost === 0 ? '' : ` · cost ${rounded(cost)}`
  return cost === 0 ? ' · cost unknown' : ` · cost at least ${rounded(cost)}`
}

function rounded(cost: number): string {
  return String(Number(cost.toPrecision(4)))
}

function isScripted(thread: Thread): boolean {
  let scripted = false
  for (const event of thread.events) {
    if (event.type !== 'next_step_chosen' && event.type !== 'next_step_malformed') continue
    if (event.data.model.source !== 'scripted') return false
    scripted = true
  }
  return scripted
}

type Command = (words: string) => string

/** What a child asks; `name` is the short id of its thread. */
export interface AskedBelow extends Pick<OpenRequest, 'requestId' | 'kind' | 'question'> {
  readonly name: string
  readonly agent: string
}

/** What a person can do now: answer, resume, or leave it to a worker. `command` makes the text to copy. */
export function nextLines(
  name: string,
  thread: Thread,
  command: Command,
  below: readonly AskedBelow[] = [],
): string[] {
  if (isEnded(thread)) return []
  if (thread.status === 'paused') return ['', `Paused. Let it go on: ${command(`resume ${name}`)}`]
  const asks = [
    ...thread.requests.flatMap((ask) => answerLines(name, ask, command)),
    ...below.flatMap((ask) => [
      `  child ${ask.name} (${ask.agent}): ${oneLine(ask.question, 200)}`,
      ...answerLines(ask.name, ask, command),
    ]),
  ]
  if (asks.length > 0) {
    const verb = [...thread.requests, ...below].every(({ kind }) => kind === 'question')
      ? 'Answer'
      : 'Approve'
    return ['', `${verb} it from any terminal, now or after a restart:`, ...asks]
  }
  return thread.status === 'sleeping' ? ['', `A worker carries it on: ${command('worker')}`] : []
}

function answerLines(
  name: string,
  { requestId, kind }: Pick<OpenRequest, 'requestId' | 'kind'>,
  command: Command,
): string[] {
  const id = `${name}.${requestId}`
  if (kind === 'question') return [`  ${command(`reply ${id} "…"`)}`]
  const why = kind === 'approval' ? 'not on a Friday' : 'it did not happen'
  return [`  ${command(`approve ${id}`)}`, `  ${command(`reject  ${id} --reason "${why}"`)}`]
}

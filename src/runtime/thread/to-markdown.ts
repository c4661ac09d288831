import { isCustom, type Event, type EventOf, type EventType } from './event.ts'
import type { Thread } from './thread.ts'
import type { ToolResponse } from './tool-response.ts'

/** Longest piece of data in a rendered thread, in characters: the export holds all of it. */
const MAX_TEXT = 600

/** The thread as a page for people: what was asked, what was done, who decided, how it ended. */
export function toMarkdown(thread: Thread): string {
  const { id, agent, status, counters } = thread
  const labels = Object.entries(thread.labels).map(([key, value]) => oneLine(`${key}=${value}`))
  const head = [
    `# ${oneLine(agent)} · thread ${id}`,
    '',
    `> ${oneLine(thread.input)}`,
    '',
    `${status} · ${counters.steps} steps · ${counters.errors} errors · ` +
      `${counters.inputTokens} tokens in, ${counters.outputTokens} out` +
      (labels.length > 0 ? ` · ${labels.join(', ')}` : ''),
    '',
  ]
  const lines = [...thread.events].map((event) => {
    const [what, detail] = describe(event)
    return `${event.seq}. \`${event.at}\` **${oneLine(event.type)}** ${oneLine(what)}${detail ? `\n   ${detail}` : ''}`
  })
  return [...head, ...lines, ''].join('\n')
}

type Description = readonly [what: string, detail?: string]

function describe(event: Event): Description {
  if (isCustom(event)) return ['', code(event.data)]
  const line = descriptions[event.type] as (data: Event['data']) => Description
  return line(event.data)
}

const descriptions: { readonly [T in EventType]: (data: EventOf<T>['data']) => Description } = {
  thread_launched: ({ source, agentHash }) => [`by ${source.trigger} · agent ${agentHash.slice(0, 8)}`],
  message_received: ({ text, source }) => [`by ${source.trigger}`, `> ${oneLine(text)}`],
  next_step_chosen: ({ calls, model, usage }) => [
    `by ${model.id} (${model.source}, ${usage.inputTokens ?? 'unknown'} tokens in, ${usage.outputTokens ?? 'unknown'} out)`,
    calls.map(({ callId, tool, input }) => `- ${oneLine(`${callId} ${tool}`)} ${code(input)}`).join('\n   '),
  ],
  next_step_malformed: ({ error, model }) => [`by ${model.id}: ${error.code}`, oneLine(error.message)],
  model_call_failed: ({ error, attempts }) => [`after ${attempts} attempts: ${oneLine(error.message)}`],
  tool_call_started: ({ callId, effect }) => [`${callId} (${effect})`],
  tool_call_progressed: ({ callId, message, fraction }) => [
    `${callId}${fraction === undefined ? '' : ` ${Math.round(fraction * 100)}%`}: ${oneLine(message)}`,
  ],
  tool_call_succeeded: ({ callId, response }) => [callId, outcome(response)],
  tool_call_failed: ({ callId, response }) => [callId, outcome(response)],
  tool_call_interrupted: ({ callId }) => [`${callId}: whether it took effect is not known`],
  tool_call_reconciled: ({ callId, response, by }) => [`${callId} by ${by}`, outcome(response)],
  tools_changed: ({ tools }) => [tools.map(({ name, effect }) => `${name} (${effect})`).join(', ') || 'none'],
  human_asked: ({ requestId, question, to, deadline }) => [
    `${requestId} to ${to.join(', ')}${deadline ? ` until ${deadline}` : ''}`,
    `> ${oneLine(question)}`,
  ],
  human_reminded: ({ requestId, to }) => [`${requestId} to ${to.join(', ')}`],
  human_escalated: ({ requestId, to }) => [`${requestId} to ${to.join(', ')}`],
  human_answered: ({ requestId, answer, person, text }) => [
    `${requestId} ${answer} by ${person.id} via ${person.via}${person.verified ? '' : ' (unverified)'}`,
    text === undefined ? undefined : `> ${oneLine(text)}`,
  ],
  human_expired: ({ requestId, outcome: end }) => [`${requestId}: nobody answered, ${end}`],
  slept: ({ reason, until, event, child }) => [
    `until ${until ?? event ?? child ?? 'woken'}: ${oneLine(reason)}`,
  ],
  woke: ({ timerId }) => [timerId],
  child_launched: ({ childId, agent, input, callId }) => [
    `${childId} ${agent}${callId === undefined ? '' : ` for ${callId}`}`,
    `> ${oneLine(input)}`,
  ],
  child_finished: ({ childId, status }) => [`${childId} ${status}`],
  context_compacted: ({ upTo, summary }) => [`up to event ${upTo}`, `> ${oneLine(summary)}`],
  model_nudged: ({ reason, prompt, text }) => [`${reason}, by ${prompt.name}`, `> ${oneLine(text)}`],
  deadline_set: ({ due }) => [`ends at ${due} at the latest`],
  limit_reached: ({ limit, value, bound, unpriced }) => [
    `${limit}: ${value} of ${bound}${unpriced === undefined ? '' : `, without what ${unpriced} cost`}`,
  ],
  paused: ({ by, reason }) => [`by ${by.id}`, reason && `> ${oneLine(reason)}`],
  resumed: ({ by }) => [`by ${by.id}`],
  cancelled: ({ by, reason }) => [`by ${by.id}`, reason && `> ${oneLine(reason)}`],
  finished: ({ result }) => ['', code(result)],
  failed: ({ error }) => [error.code, oneLine(error.message)],
}

function outcome(response: ToolResponse): string {
  return response.success ? code(response.data) : oneLine(`${response.error.code}: ${response.error.message}`)
}

/** JSON as inline code: a backtick in it must not end the code. */
function code(value: unknown): string {
  return `\`${cut(JSON.stringify(value)).replaceAll('`', "'")}\``
}

/** Text from outside stays one line, and cannot make a heading, a list or an HTML tag. */
function oneLine(text: string): string {
  return cut(text.replace(/\s+/g, ' ').trim()).replace(/[<>]/g, (sign) => (sign === '<' ? '&lt;' : '&gt;'))
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text
}

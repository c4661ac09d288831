import { EventInvalid } from '../twelvefold-error.ts'
import type { Event, EventType } from './event.ts'
import { toJson } from './json.ts'
import { isOf, type Shape } from './shape.ts'

const person: Shape = { id: 'string', via: 'string', verified: 'boolean' }
const source: Shape = { trigger: 'string', deliveryId: 'string?', person: [person, 'optional'] }
const error: Shape = {
  code: 'string',
  message: 'string',
  at: 'string?',
  hint: 'string?',
  cause: 'string?',
  retryable: 'boolean',
  fingerprint: 'string',
}
const succeeded: Shape = { success: 'true', data: 'json', metadata: 'object?' }
const failed: Shape = { success: 'false', error, metadata: 'object?' }
const call: Shape = { callId: 'string', tool: 'string', input: 'object', inputHash: 'string' }
const modelRecord = {
  model: { id: 'string', source: 'string' },
  prompt: { name: 'string', hash: 'string', sentHash: 'string?' },
  contextHash: 'string',
  usage: {
    inputTokens: 'number?',
    outputTokens: 'number?',
    cachedInputTokens: 'number?',
    cacheWriteTokens: 'number?',
    reasoningTokens: 'number?',
  },
  cost: 'number?',
} satisfies Shape
const told: Shape = [{ prompt: { name: 'string', hash: 'string' }, text: 'string' }, 'optional']
const basis = { text: 'string?', basedOn: 'number?' } satisfies Shape

/** The shape of each event's data: what a file from outside is checked against. */
const shapes: { readonly [T in EventType]: Shape } = {
  thread_launched: {
    agent: 'string',
    agentHash: 'string',
    input: 'string',
    source,
    labels: 'strings by name',
    parent: [{ threadId: 'string', callId: 'string?', root: 'string?', depth: 'number?' }, 'optional'],
    forkedFrom: [{ threadId: 'string', seq: 'number', hash: 'string' }, 'optional'],
  },
  message_received: { text: 'string', source, basedOn: 'number?' },
  next_step_chosen: { ...modelRecord, calls: [call, 'list'], ...basis },
  next_step_malformed: {
    ...modelRecord,
    error,
    reask: told,
    ...basis,
  },
  model_call_failed: { error, attempts: 'number', retryAfterMs: 'number?', basedOn: 'number?' },
  tool_call_started: {
    callId: 'string',
    effect: 'string',
    idempotencyKey: 'string',
    reconcilable: 'boolean',
  },
  tool_call_progressed: { callId: 'string', message: 'string', fraction: 'number?', basedOn: 'number?' },
  tool_call_succeeded: { callId: 'string', response: succeeded, basedOn: 'number?' },
  tool_call_failed: { callId: 'string', response: failed, told, basedOn: 'number?' },
  tool_call_interrupted: { callId: 'string', reconcilable: 'boolean', basedOn: 'number?' },
  tool_call_reconciled: {
    callId: 'string',
    response: [succeeded, 'or', failed],
    by: 'string',
    told,
    basedOn: 'number?',
  },
  tools_changed: {
    hash: 'string',
    tools: [{ name: 'string', source: 'string', effect: 'string', specHash: 'string' }, 'list'],
  },
  human_asked: {
    requestId: 'string',
    kind: 'string',
    question: 'string',
    callId: 'string?',
    inputHash: 'string?',
    tool: 'string?',
    to: ['string', 'list'],
    approvers: [['string', 'list'], 'optional'],
    deadline: 'time?',
    patience: 'number?',
    remindAfter: [['number', 'list'], 'optional'],
    escalateTo: [['string', 'list'], 'optional'],
    onSilence: 'string?',
  },
  human_reminded: { requestId: 'string', to: ['string', 'list'] },
  human_escalated: { requestId: 'string', to: ['string', 'list'], deadline: 'time?' },
  human_answered: {
    requestId: 'string',
    answer: 'string',
    person,
    inputHash: 'string?',
    input: 'object?',
    approves: 'boolean?',
    ...basis,
  },
  human_expired: { requestId: 'string', outcome: 'string' },
  slept: { timerId: 'string', reason: 'string', until: 'time?', event: 'string?', child: 'string?' },
  woke: { timerId: 'string' },
  child_launched: { childId: 'string', agent: 'string', input: 'string', callId: 'string?' },
  child_finished: {
    childId: 'string',
    status: 'string',
    result: 'json?',
    usage: [
      {
        inputTokens: 'number',
        outputTokens: 'number',
        unmeasured: 'number?',
        cost: 'number?',
        unpriced: 'string?',
      },
      'optional',
    ],
  },
  context_compacted: { upTo: 'number', summary: 'string', told },
  model_nudged: { reason: 'string', prompt: { name: 'string', hash: 'string' }, text: 'string' },
  deadline_set: { due: 'time' },
  limit_reached: { limit: 'string', value: 'number', bound: 'number', unpriced: 'string?' },
  paused: { by: person, reason: 'string?' },
  resumed: { by: person },
  cancelled: { by: person, reason: 'string?' },
  finished: { result: 'json' },
  failed: { error },
}

/**
 * An event from outside: from a file, the network, another program.
 * @throws EventInvalid, naming the event and what is wrong with it.
 */
export function parseEvent(value: unknown): Event {
  const stamp: Shape = { seq: 'number', type: 'string', v: 'number', at: 'time', data: 'object' }
  const { seq, type, v, at, data } = (value ?? {}) as Event
  const where = `event ${typeof seq === 'number' ? seq : '?'}`
  if (!isOf(stamp, { seq, type, v, at, data }) || !Number.isSafeInteger(seq) || seq < 1) {
    throw new EventInvalid(`${where} is not of the form { seq, type, v, at, data }`)
  }
  const name: string = type
  if (!/^custom\.[a-z0-9_-]+\.[a-z0-9_.-]+$/i.test(name)) {
    if (!Object.hasOwn(shapes, name)) {
      throw new EventInvalid(`${where} is of the unknown type "${name.slice(0, 60)}"`, {
        hint: 'a newer twelvefold may have written it: upgrade this one',
      })
    }
    if (v !== 1) {
      throw new EventInvalid(`${where} is ${name} v${v}, known here is v1`, {
        hint: 'a newer twelvefold wrote it: upgrade this one',
      })
    }
    if (!isOf(shapes[type as EventType], data)) throw new EventInvalid(`the data of ${where} is no ${name}`)
  }
  return { seq, type, v, at, data: toJson(data) } as unknown as Event
}

import fc from 'fast-check'
import type { Event, NewEvent } from '../src/runtime/thread/event.ts'

const word = fc.constantFrom('1', '2', '3', 'r1', 'x')
const text = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom('', '\n# a heading', '<b>`', '\u0000', '🌲'),
)
const at = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())
const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<null>
const person = fc.record({ id: text, via: text, verified: fc.boolean() })
const error = fc.record({ code: word, message: text, retryable: fc.boolean(), fingerprint: word })
const response = {
  good: fc.record({ success: fc.constant(true as const), data: json }),
  bad: fc.record({ success: fc.constant(false as const), error }),
}
const source = fc.record({ trigger: text, deliveryId: word, person }, { requiredKeys: ['trigger'] })
const object = fc.dictionary(fc.string({ maxLength: 8 }), json, { maxKeys: 3 })
const model = {
  model: fc.record({ id: text, source: fc.constantFrom('scripted' as const, 'provider' as const) }),
  prompt: fc.record({ name: text, hash: word }),
  contextHash: word,
  usage: fc.record(
    {
      inputTokens: fc.nat(),
      outputTokens: fc.nat(),
      cachedInputTokens: fc.nat(),
      cacheWriteTokens: fc.nat(),
      reasoningTokens: fc.nat(),
    },
    { requiredKeys: [] },
  ),
}
const call = fc.record({ callId: word, tool: word, input: object, inputHash: word })
const requiredOf = <T extends object>(shape: T, optional: readonly (keyof T)[]): (keyof T)[] =>
  (Object.keys(shape) as (keyof T)[]).filter((key) => !optional.includes(key))
const some = <T extends Record<string, fc.Arbitrary<unknown>>>(shape: T, ...optional: (keyof T)[]) =>
  fc.record(shape, { requiredKeys: requiredOf(shape, optional) as never })

const launched = some({
  agent: text,
  agentHash: word,
  input: text,
  source,
  labels: fc.dictionary(word, text),
})

/** Data of every event type, well formed and without any sense: calls that nobody made, answers that nobody asked for. */
const data: {
  readonly [T in Exclude<NewEvent['type'], `custom.${string}` | 'thread_launched'>]: fc.Arbitrary<unknown>
} = {
  message_received: some({ text, source, basedOn: fc.nat() }, 'basedOn'),
  next_step_chosen: some(
    { ...model, calls: fc.array(call, { maxLength: 3 }), text, basedOn: fc.nat(40) },
    'text',
    'basedOn',
  ),
  next_step_malformed: some(
    { ...model, error, text, reask: fc.record({ prompt: model.prompt, text }) },
    'text',
    'reask',
  ),
  model_call_failed: some({ error, attempts: fc.nat(), retryAfterMs: fc.nat() }, 'retryAfterMs'),
  tool_call_started: some({
    callId: word,
    effect: fc.constantFrom('read', 'idempotent', 'once'),
    idempotencyKey: word,
    reconcilable: fc.boolean(),
  }),
  tool_call_progressed: some(
    { callId: word, message: text, fraction: fc.double({ noNaN: true, noDefaultInfinity: true }) },
    'fraction',
  ),
  tool_call_succeeded: some({ callId: word, response: response.good }),
  tool_call_failed: some({ callId: word, response: response.bad }),
  tool_call_interrupted: some({ callId: word, reconcilable: fc.boolean() }),
  tool_call_reconciled: some({
    callId: word,
    response: fc.oneof(response.good, response.bad),
    by: fc.constantFrom('tool', 'person'),
  }),
  tools_changed: some({
    hash: word,
    tools: fc.array(
      some({ name: word, source: word, effect: fc.constantFrom('read', 'once'), specHash: word }),
      { maxLength: 2 },
    ),
  }),
  human_asked: some(
    {
      requestId: word,
      kind: fc.constantFrom('approval', 'question', 'outcome'),
      question: text,
      to: fc.array(text, { maxLength: 2 }),
      callId: word,
      inputHash: word,
      tool: word,
      deadline: at,
      patience: fc.double({ noNaN: true, noDefaultInfinity: true }),
      remindAfter: fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 2 }),
      escalateTo: fc.array(text, { maxLength: 2 }),
    },
    'callId',
    'inputHash',
    'tool',
    'deadline',
    'patience',
    'remindAfter',
    'escalateTo',
  ),
  human_reminded: some({ requestId: word, to: fc.array(text) }),
  human_escalated: some({ requestId: word, to: fc.array(text), deadline: at }, 'deadline'),
  human_answered: some(
    {
      requestId: word,
      answer: fc.constantFrom('approved', 'rejected', 'edited', 'replied'),
      person,
      inputHash: word,
      input: object,
      text,
      approves: fc.boolean(),
    },
    'inputHash',
    'input',
    'text',
    'approves',
  ),
  human_expired: some({ requestId: word, outcome: fc.constantFrom('approved', 'rejected') }),
  slept: some(
    { timerId: word, reason: text, until: at, event: fc.constantFrom('message_received', 'x'), child: word },
    'until',
    'event',
    'child',
  ),
  woke: some({ timerId: word }),
  child_launched: some({ childId: word, agent: text, input: text, callId: word }, 'callId'),
  child_finished: some(
    {
      childId: word,
      status: fc.constantFrom('finished', 'failed', 'cancelled'),
      result: json,
      usage: some(
        {
          inputTokens: fc.nat(),
          outputTokens: fc.nat(),
          unmeasured: fc.nat(),
          cost: fc.nat(),
          unpriced: word,
        },
        'unmeasured',
        'cost',
        'unpriced',
      ),
    },
    'result',
    'usage',
  ),
  context_compacted: some({ upTo: fc.nat(), summary: text }),
  model_nudged: some({ reason: word, prompt: model.prompt, text }),
  deadline_set: some({ due: at }),
  limit_reached: some({ limit: text, value: fc.nat(), bound: fc.nat(), unpriced: word }, 'unpriced'),
  paused: some({ by: person, reason: text }, 'reason'),
  resumed: some({ by: person }),
  cancelled: some({ by: person, reason: text }, 'reason'),
  finished: some({ result: json }),
  failed: some({ error }),
}

const custom = fc.record({ type: fc.constantFrom('custom.acme.noted', 'custom.a.b'), data: object })
const anyEvent = fc.oneof(
  custom,
  ...Object.entries(data).map(([type, arbitrary]) => fc.record({ type: fc.constant(type), data: arbitrary })),
)

/** A thread of well-formed events in any order. The ends come seldom, or most threads would be short. */
export const randomThread: fc.Arbitrary<Event[]> = fc
  .tuple(launched, fc.array(fc.tuple(anyEvent, at), { maxLength: 40 }))
  .map(([first, rest]) => {
    const events = [[{ type: 'thread_launched', data: first }, '2000-01-01T00:00:00.000Z'] as const, ...rest]
    const stamped = events.map(([event, when], i) => ({
      seq: i + 1,
      type: event.type,
      v: 1,
      at: when,
      data: event.data,
    }))
    return JSON.parse(JSON.stringify(stamped)) as Event[]
  })

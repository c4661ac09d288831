import type { Call, EventOf, EventType, ModelRecord } from './event.ts'
import { timersOf } from './timers.ts'
import { toolErrorsAfter, toolErrorsAnswered } from './tool-errors.ts'
import type { CompactError } from './compact-error.ts'
import type { Counters, OpenCall, OpenRequest, Thread } from './thread.ts'
import type { ToolResponse } from './tool-response.ts'

type Fold<T extends EventType> = (thread: Thread, event: EventOf<T>) => Partial<Thread>

/** What each event changes in the thread, beside `events`, `seq`, `now` and `status`. */
export const folds: { readonly [T in EventType]: Fold<T> } = {
  thread_launched: (_, { data, at }) => ({
    agent: data.agent,
    agentHash: data.agentHash,
    input: data.input,
    source: data.source,
    labels: data.labels,
    launchedAt: at,
    ...(data.parent ? { parent: data.parent } : {}),
  }),
  message_received: (thread) => wakeOn(thread, 'message_received'),
  next_step_chosen: (thread, { seq, data }) => {
    const counted = count(thread, {
      steps: 1,
      calls: data.calls.length,
      ...measured(data),
    })
    // Another worker's choice came first: this one was made without knowing it, and is not acted on.
    if (data.basedOn !== undefined && data.basedOn < thread.lastChoice) return { counters: counted }
    return {
      counters: counted.modelFailures === 0 ? counted : { ...counted, modelFailures: 0 },
      calls: thread.calls.concat(data.calls.map(openCall)),
      lastChoice: seq,
    }
  },
  next_step_malformed: (thread, { data }) => ({
    counters: {
      ...count(thread, {
        steps: 1,
        errors: 1,
        consecutiveErrors: 1,
        ...measured(data),
      }),
      modelFailures: 0,
    },
  }),
  model_call_failed: (thread) => ({ counters: count(thread, { modelFailures: 1 }) }),
  tool_call_started: (thread, { data }) =>
    changeCall(thread, data.callId, {
      state: 'started',
      effect: data.effect,
      reconcilable: data.reconcilable,
    }),
  tool_call_succeeded: closeCall,
  tool_call_failed: closeCall,
  tool_call_progressed: () => ({}),
  tool_call_interrupted: (thread, { data }) =>
    changeCall(thread, data.callId, { state: 'interrupted', reconcilable: data.reconcilable }),
  tool_call_reconciled: closeCall,
  tools_changed: (_, { data }) => ({ toolsHash: data.hash }),
  human_asked: (thread, { data, at }) => {
    const request: OpenRequest = { ...data, askedAt: at, reminders: 0, escalations: 0 }
    const bound = data.kind === 'approval' && data.callId !== undefined && data.inputHash !== undefined
    return {
      ...withRequests(thread, [...thread.requests, request]),
      ...(bound
        ? changeCall(thread, data.callId, {
            permission: { state: 'asked', requestId: data.requestId, inputHash: data.inputHash },
          })
        : {}),
      counters: count(thread, { requests: 1 }),
    }
  },
  human_reminded: (thread, { data }) =>
    changeRequest(thread, data.requestId, (ask) => ({ reminders: ask.reminders + 1 })),
  human_escalated: (thread, { data }) =>
    changeRequest(thread, data.requestId, (ask) => ({
      escalations: ask.escalations + 1,
      to: [...ask.to, ...data.to],
      ...(data.deadline === undefined ? {} : { deadline: data.deadline }),
    })),
  human_answered: (thread, event) => {
    const { data } = event
    const request = thread.requests.find((ask) => ask.requestId === data.requestId)
    if (!request) return {}
    const closed = withoutRequest(thread, request, event)
    if (request.callId === undefined) return closed
    return { ...closed, ...changeCall(thread, request.callId, answered(request, data)) }
  },
  human_expired: (thread, event) => {
    const { data } = event
    const request = thread.requests.find((ask) => ask.requestId === data.requestId)
    if (!request) return {}
    const closed = withoutRequest(thread, request, event)
    if (request.callId === undefined) return closed
    const permission = {
      state: data.outcome === 'approved' ? 'granted' : 'refused',
      requestId: request.requestId,
      inputHash: request.inputHash ?? '',
      expired: true,
    } as const
    return { ...closed, ...changeCall(thread, request.callId, { permission }) }
  },
  slept: (thread, { data }) => {
    const sleep = { ...data }
    const timers = timersOf(thread.requests, sleep, thread.deadline)
    return { sleep, timers, counters: count(thread, { sleeps: 1 }) }
  },
  woke: (thread, { data }) => (thread.sleep?.timerId === data.timerId ? awake(thread) : {}),
  child_launched: (thread, { data }) => ({
    children: [...thread.children, data.childId],
    counters: count(thread, { children: 1 }),
    ...(data.callId === undefined ? {} : changeCall(thread, data.callId, { child: data.childId })),
  }),
  child_finished: (thread, { data }) => ({
    children: thread.children.filter((child) => child !== data.childId),
    ...(data.usage ? { counters: count(thread, data.usage) } : {}),
    ...(thread.sleep?.child === data.childId ? awake(thread) : {}),
  }),
  context_compacted: () => ({}),
  model_nudged: () => ({}),
  deadline_set: (thread, { data }) => {
    // It can be brought forward, and never put off: a child keeps to its parent's.
    if (thread.deadline !== undefined && thread.deadline <= data.due) return {}
    return { deadline: data.due, timers: timersOf(thread.requests, thread.sleep, data.due) }
  },
  limit_reached: () => ({}),
  paused: () => ({ paused: true }),
  resumed: () => ({ paused: false }),
  cancelled: (_, { data }) => ({
    ...ended,
    ending: { status: 'cancelled', ...(data.reason === undefined ? {} : { reason: data.reason }) },
  }),
  finished: (_, { data }) => ({ ...ended, ending: { status: 'finished', result: data.result } }),
  failed: (_, { data }) => ({ ...ended, ending: { status: 'failed', error: data.error } }),
}

/** An ended thread is due at no time and asks nobody. Its open calls stay: they never got an outcome. */
const ended = { requests: [], timers: [], sleep: undefined, paused: false } as const

/** Codes of responses that mean "a person said no", which is no malfunction. */
function isDenial(code: string): boolean {
  return code === 'denied' || code === 'expired'
}

function answered(request: OpenRequest, data: EventOf<'human_answered'>['data']): Partial<OpenCall> {
  if (request.kind !== 'approval') {
    const { answer, text, person } = data
    return { reply: { answer, person, ...(text === undefined ? {} : { text }) } }
  }
  const granted = data.answer === 'approved' || (data.answer === 'edited' && data.approves !== false)
  const inputHash = data.inputHash ?? request.inputHash ?? ''
  return {
    ...(data.answer === 'edited' && data.input !== undefined ? { input: data.input, inputHash } : {}),
    permission: {
      state: granted ? 'granted' : 'refused',
      requestId: request.requestId,
      // An edit that still needs an approval leaves the permission bound to the old input, so it is asked anew.
      inputHash: data.approves === false ? (request.inputHash ?? '') : inputHash,
      ...(data.text === undefined ? {} : { reason: data.text }),
    },
  }
}

/** Written out: to spread a call costs several times as much, and a long thread has made thousands. */
function openCall({ callId, tool, input, inputHash }: Call): OpenCall {
  return { callId, tool, input, inputHash, state: 'chosen' }
}

function changeCall(thread: Thread, callId: string | undefined, change: Partial<OpenCall>): Partial<Thread> {
  return { calls: thread.calls.map((call) => (call.callId === callId ? { ...call, ...change } : call)) }
}

interface Closing {
  readonly seq: number
  readonly data: { readonly callId: string; readonly response: ToolResponse }
}

function closeCall(thread: Thread, { seq, data: { callId, response } }: Closing): Partial<Thread> {
  const call = thread.calls.find((open) => open.callId === callId)
  if (!call) return {}
  const error = response.success ? undefined : { ...response.error, seq }
  const calls = without(thread.calls, call)
  const change = error && isDenial(error.code) ? { calls } : { calls, ...errorsAfter(thread, call, error) }
  if (!thread.requests.some((ask) => ask.callId === callId)) return change
  const others = thread.requests.filter((ask) => ask.callId !== callId)
  return { ...change, ...withRequests(thread, others) }
}

function errorsAfter(
  thread: Thread,
  call: OpenCall,
  error: (CompactError & { readonly seq: number }) | undefined,
): Pick<Thread, 'counters' | 'toolErrors'> {
  return {
    counters: error ? count(thread, { errors: 1, consecutiveErrors: 1 }) : withoutErrors(thread.counters),
    toolErrors: toolErrorsAfter(thread, call, error),
  }
}

/** The same object where nothing changes: most outcomes are good, and follow another. */
function withoutErrors(counters: Counters): Counters {
  return counters.consecutiveErrors === 0 ? counters : { ...counters, consecutiveErrors: 0 }
}

function changeRequest(
  thread: Thread,
  requestId: string,
  change: (ask: OpenRequest) => Partial<OpenRequest>,
): Partial<Thread> {
  return withRequests(
    thread,
    thread.requests.map((ask) => (ask.requestId === requestId ? { ...ask, ...change(ask) } : ask)),
  )
}

function withRequests(thread: Thread, requests: readonly OpenRequest[]): Pick<Thread, 'requests' | 'timers'> {
  return { requests, timers: timersOf(requests, thread.sleep, thread.deadline) }
}

/** An answer is acted on also while the thread sleeps for a child. */
function withoutRequest(
  thread: Thread,
  request: OpenRequest,
  event: EventOf<'human_answered' | 'human_expired'>,
): Partial<Thread> {
  const closed = withRequests(thread, without(thread.requests, request))
  const toolErrors = toolErrorsAnswered(thread, request, event)
  if (thread.sleep?.child === undefined) return { ...closed, toolErrors }
  const timers = timersOf(closed.requests, undefined, thread.deadline)
  return { ...closed, toolErrors, sleep: undefined, timers }
}

function wakeOn(thread: Thread, event: string): Partial<Thread> {
  return thread.sleep?.event === event ? awake(thread) : {}
}

function awake(thread: Thread): Partial<Thread> {
  return { sleep: undefined, timers: timersOf(thread.requests, undefined, thread.deadline) }
}

/** Unknown tokens are counted as unknown: a budget of them would never be used up else. */
function measured({ usage, cost, model }: ModelRecord): Partial<Counters> {
  const { inputTokens, outputTokens } = usage
  if (inputTokens === undefined || outputTokens === undefined) {
    return { inputTokens: inputTokens ?? 0, outputTokens: outputTokens ?? 0, unmeasured: 1 }
  }
  if (cost !== undefined) return { inputTokens, outputTokens, cost }
  // A script costs nothing. What a provider's model costs that no price is known of is not known, and not nothing.
  return model.source === 'scripted'
    ? { inputTokens, outputTokens }
    : { inputTokens, outputTokens, unpriced: model.id }
}

function count({ counters }: Thread, more: Partial<Counters>): Counters {
  // Written out: a loop over names is most of the cost of loading a long thread.
  const counted = {
    steps: counters.steps + (more.steps ?? 0),
    calls: counters.calls + (more.calls ?? 0),
    errors: counters.errors + (more.errors ?? 0),
    consecutiveErrors: counters.consecutiveErrors + (more.consecutiveErrors ?? 0),
    modelFailures: counters.modelFailures + (more.modelFailures ?? 0),
    requests: counters.requests + (more.requests ?? 0),
    sleeps: counters.sleeps + (more.sleeps ?? 0),
    inputTokens: counters.inputTokens + (more.inputTokens ?? 0),
    outputTokens: counters.outputTokens + (more.outputTokens ?? 0),
    cost: counters.cost + (more.cost ?? 0),
    children: counters.children + (more.children ?? 0),
  }
  const unmeasured = (counters.unmeasured ?? 0) + (more.unmeasured ?? 0)
  const unpriced = counters.unpriced ?? more.unpriced
  if (unmeasured === 0 && unpriced === undefined) return counted
  return {
    ...counted,
    ...(unmeasured === 0 ? {} : { unmeasured }),
    ...(unpriced === undefined ? {} : { unpriced }),
  }
}

function without<T>(list: readonly T[], item: T): readonly T[] {
  return list.filter((other) => other !== item)
}

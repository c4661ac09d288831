import { compactError } from '../errors/compact-error.ts'
import type { Model, ModelReply, ModelRequest, ReplyDelta } from '../models/model.ts'
import type { EventData } from '../thread/event.ts'
import { ModelCallFailed, ModelUnavailable } from '../twelvefold-error.ts'
import { onAbort } from '../tools/on-abort.ts'
import { orAborted } from './late.ts'
import type { Ports } from './ports.ts'

/** Tries per command; beyond them the failure becomes an event and control flow decides. */
const MAX_ATTEMPTS = 3
const FIRST_BACKOFF_MS = 500
/** The longest wait that a process is held for: for a longer one the thread sleeps, and holds none. */
const LONGEST_BACKOFF_MS = 60_000

export type ModelFailure = EventData['model_call_failed']

/** The reply, or why there is none; after a cancel the reply that may still come is `late`. */
export async function callModel(
  model: Model,
  request: ModelRequest,
  ports: Ports,
): Promise<ModelReply | ModelFailure | { readonly late: Promise<ModelReply> }> {
  const { signal, workshop } = ports
  for (let attempt = 1; ; attempt++) {
    const late = askOnce(model, request, ports, attempt)
    try {
      const reply = await orAborted(late, signal)
      return reply ?? { late }
    } catch (thrown) {
      const failure = failureOf(thrown, attempt)
      const backoff = failure.retryAfterMs ?? FIRST_BACKOFF_MS * 2 ** (attempt - 1)
      const isLast = attempt === MAX_ATTEMPTS || backoff > LONGEST_BACKOFF_MS
      if (!failure.error.retryable || isLast || signal.aborted) return failure
      await workshop.clock.sleep(backoff, signal)
    }
  }
}

function failureOf(thrown: unknown, attempts: number): ModelFailure {
  if (!(thrown instanceof ModelCallFailed)) {
    return { error: { ...compactError(thrown), retryable: !(thrown instanceof ModelUnavailable) }, attempts }
  }
  const { retryable, retryAfterMs, hint } = thrown
  const error = { ...compactError(thrown), retryable, ...(hint === undefined ? {} : { hint }) }
  return { error, attempts, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
}

/**
 * One request with its own signal, which is aborted where the model says nothing for too long. Made of one promise: a
 * race of two costs more than all else that is done here for each step.
 */
function askOnce(
  model: Model,
  request: ModelRequest,
  { signal, workshop, journal }: Ports,
  attempt: number,
): Promise<ModelReply> {
  const { modelTimeoutMs, redactor, watchers } = workshop
  const watching = watchers.get(journal.thread.id)
  const stop = new AbortController()
  return new Promise((resolve, reject) => {
    const stay = onAbort(signal, () => stop.abort(signal.reason))
    const timer = setTimeout(() => {
      const message = `${model.id}: no reply within ${modelTimeoutMs} ms`
      fail(new ModelCallFailed(message, { retryable: true }))
      stop.abort()
    }, modelTimeoutMs)
    const rest = (): void => {
      clearTimeout(timer)
      stay()
    }
    const fail = (cause: unknown): void => {
      rest()
      reject(cause instanceof Error ? cause : new ModelCallFailed(String(cause), { retryable: true, cause }))
    }
    const onDelta = (delta: ReplyDelta): void => {
      timer.refresh()
      const text = redactor.text(delta.text)
      for (const tell of watching ?? []) tell({ ...delta, text, attempt })
    }
    try {
      model.reply(request, stop.signal, watching && onDelta).then((reply) => {
        rest()
        resolve(reply)
      }, fail)
    } catch (thrown) {
      fail(thrown)
    }
  })
}

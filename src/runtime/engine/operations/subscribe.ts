import type { Event } from '../../thread/event.ts'
import type { StepDelta, SubscribeOptions } from '../engine.ts'
import { listen } from '../listeners.ts'
import type { Workshop } from '../workshop.ts'

/** How often other processes' events are looked for; this process's own arrive at once. */
const POLL_MS = 200
const LAST = new Set(['finished', 'failed', 'cancelled'])

export async function* subscribe(
  workshop: Workshop,
  threadId: string,
  { after = 0, signal, onDelta }: SubscribeOptions = {},
): AsyncGenerator<Event> {
  let seq = after
  const stopWatching = onDelta && listen(workshop.watchers, threadId, quietly(onDelta))
  try {
    while (!signal?.aborted) {
      // Armed before the read: an event that is appended in between must not be slept over.
      const appended = nextAppend(workshop, threadId, signal)
      const events = await workshop.store.read(threadId, seq)
      for (const event of events) {
        seq = event.seq
        yield event
        if (LAST.has(event.type)) return appended.stop()
      }
      if (events.length > 0) appended.stop()
      else await appended.arrived
    }
  } finally {
    stopWatching?.()
  }
}

/** A model call must not fail because somebody who looks on does. */
function quietly(onDelta: (delta: StepDelta) => void): (delta: StepDelta) => void {
  return (delta) => {
    try {
      onDelta(delta)
    } catch {
      // It has seen the delta, and has its own ways to tell what went wrong.
    }
  }
}

function nextAppend(
  { listeners, clock }: Workshop,
  threadId: string,
  outer?: AbortSignal,
): { arrived: Promise<void>; stop: () => void } {
  const wake = new AbortController()
  const stop = (): void => {
    stopListening()
    outer?.removeEventListener('abort', stop)
    wake.abort()
  }
  const stopListening = listen(listeners, threadId, () => stop())
  outer?.addEventListener('abort', stop, { once: true })
  return { arrived: clock.sleep(POLL_MS, wake.signal).finally(stop), stop }
}

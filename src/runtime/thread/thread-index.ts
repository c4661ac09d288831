import type { Event } from './event.ts'
import type { OpenRequest, Status, Thread, Timer } from './thread.ts'

/**
 * What a store keeps beside the log so that threads can be found without folding them: due timers,
 * open requests, status. Written in the transaction of the events, and rebuilt from them at any time.
 */
export interface ThreadIndex {
  readonly status: Status
  /** The child that the thread sleeps for. */
  readonly awaits?: string
  /** Absent where an append leaves them as they were. */
  readonly requests?: readonly OpenRequest[]
  readonly timers?: readonly Timer[]
}

/** The index of a thread; with `before`, only what changed since. */
export function indexOf(thread: Thread, before?: Thread): ThreadIndex {
  return {
    status: thread.status,
    ...(thread.sleep?.child === undefined ? {} : { awaits: thread.sleep.child }),
    ...(thread.requests === before?.requests ? {} : { requests: thread.requests }),
    ...(thread.timers === before?.timers ? {} : { timers: thread.timers }),
  }
}

/** The delivery that an event came by, as one key: the same key never counts twice. */
export function deliveryOf(event: Event): string | undefined {
  if (event.type !== 'thread_launched' && event.type !== 'message_received') return undefined
  const { trigger, deliveryId } = event.data.source
  return deliveryId === undefined ? undefined : deliveryKey(trigger, deliveryId)
}

export function deliveryKey(trigger: string, deliveryId: string): string {
  return `${trigger}:${deliveryId}`
}

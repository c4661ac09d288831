import { onAbort } from '../tools/on-abort.ts'
import type { Workshop } from './workshop.ts'

/** The promise's value, or undefined as soon as the signal is aborted; the promise then goes on by itself. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve(undefined)
    const stay = onAbort(signal, () => resolve(undefined))
    void promise.then(resolve, reject).finally(stay)
  })
}

/** Work that nobody waits for now; closing the engine does. What fails here was given up before. */
export function keepLate(workshop: Workshop, work: Promise<unknown>): void {
  const kept: Promise<unknown> = work.catch(() => {}).finally(() => workshop.late.delete(kept))
  workshop.late.add(kept)
}

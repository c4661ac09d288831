import type { Workshop } from './workshop.ts'

/** A signal that lives as long as a drive costs a listener once, not once per call: the rest are functions in a set. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>()

/** Calls `act` once when the signal is aborted, unless what it returns is called before. */
export function onAbort(signal: AbortSignal, act: () => void): () => void {
  let acts = waiting.get(signal)
  if (!acts) {
    const made = new Set<() => void>()
    acts = made
    waiting.set(signal, made)
    signal.addEventListener('abort', () => {
      for (const one of made) one()
    })
  }
  acts.add(act)
  return () => acts.delete(act)
}

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

import type { Workshop } from './workshop.ts'

/** The promise's value, or undefined as soon as the signal is aborted; the promise then goes on by itself. */
export async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return undefined
  let leave: (() => void) | undefined
  const aborted = new Promise<undefined>((resolve) => {
    leave = (): void => resolve(undefined)
    signal.addEventListener('abort', leave, { once: true })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    if (leave) signal.removeEventListener('abort', leave)
  }
}

/** Work that nobody waits for now; closing the engine does. What fails here was given up before. */
export function keepLate(workshop: Workshop, work: Promise<unknown>): void {
  const kept: Promise<unknown> = work.catch(() => {}).finally(() => workshop.late.delete(kept))
  workshop.late.add(kept)
}

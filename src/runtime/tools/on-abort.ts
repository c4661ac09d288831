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

import type { Adapter } from './adapter.ts'

/** Shorter words begin and end too many names. */
const SHORTEST = 3

/**
 * Whether a method may be one of a framework's, by the words of its adapters' patterns: the name is one of them, or begins
 * or ends with one. To find out what is handed in is the dearest question of a program, and most methods of what is
 * handed in are nobody's.
 */
export function createKnownMethods(adapters: readonly Adapter[]): (method: string) => boolean {
  const sources = adapters.flatMap(({ calls, loose }) =>
    [...calls, ...(loose ?? [])].map(({ path }) => path.source),
  )
  const words = new Set(sources.flatMap((source) => source.match(/\w+/g) ?? []))
  const long = [...words].filter((word) => word.length >= SHORTEST)
  const known = new Map<string, boolean>()
  return (method) => {
    const before = known.get(method)
    if (before !== undefined) return before
    const found =
      words.has(method) ||
      /^[A-Z]/.test(method) ||
      long.some((word) => method.startsWith(word) || method.endsWith(word))
    known.set(method, found)
    return found
  }
}

/** What one question about the program may cost. Code that walks trees asks the same things of itself without end. */
export interface Effort {
  /** What `ask` finds; `nothing` once the whole question has cost too much. Questions inside it share its limit. */
  within<T>(nothing: T, ask: () => T): T
  /** Some question is being asked: what is asked now is a part of it. */
  isAsked(): boolean
  /** The question that is being asked was cut short: its answer is not to be kept. */
  isSpent(): boolean
}

export function createEffort(limit: number): Effort {
  let left = limit
  let depth = 0
  return {
    within(nothing, ask) {
      if (depth === 0) left = limit
      if (left <= 0) return nothing
      left--
      depth++
      try {
        return ask()
      } finally {
        depth--
      }
    },
    isAsked: () => depth > 0,
    isSpent: () => left <= 0,
  }
}

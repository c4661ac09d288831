/** What one question about the program may cost. Code that walks trees asks the same things of itself without end. */
export interface Effort {
  /** What `ask` finds; `nothing` once the whole question has cost too much. Questions inside it share its limit. */
  within<T>(nothing: T, ask: () => T): T
  /** The question that is being asked was cut short: its answer is not to be kept. */
  isSpent(): boolean
  /** Something was left out of an answer, because it cost too much or asks for itself. */
  cut(): void
  /** How often that has happened: an answer during which it did not is the same whoever asks. */
  cuts(): number
  /** Something asked for what was being worked out: what was found on the way is not the whole. */
  circle(): void
  circles(): number
}

export function createEffort(limit: number): Effort {
  let left = limit
  let depth = 0
  let cuts = 0
  let circles = 0
  return {
    within(nothing, ask) {
      if (depth === 0) left = limit
      if (left <= 0) {
        cuts++
        return nothing
      }
      left--
      depth++
      try {
        return ask()
      } finally {
        depth--
      }
    },
    isSpent: () => left <= 0,
    cut: () => void cuts++,
    cuts: () => cuts,
    circle: () => void circles++,
    circles: () => circles,
  }
}

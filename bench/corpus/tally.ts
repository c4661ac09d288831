/** Hits and misses of one kind; the lists say which. */
export interface Tally {
  /** Reports that meet a real label. */
  readonly truePositives: number
  /** Reports that only meet an optional label or a neutral place. */
  readonly ignored: number
  /** Reports in tests and generated files. */
  readonly outOfScope: number
  /** Labels that some report meets. */
  readonly found: number
  readonly falseAlarms: readonly string[]
  readonly misses: readonly string[]
}

export const emptyTally: Tally = {
  truePositives: 0,
  ignored: 0,
  outOfScope: 0,
  found: 0,
  falseAlarms: [],
  misses: [],
}

export function added(one: Tally, other: Tally): Tally {
  return {
    truePositives: one.truePositives + other.truePositives,
    ignored: one.ignored + other.ignored,
    outOfScope: one.outOfScope + other.outOfScope,
    found: one.found + other.found,
    falseAlarms: [...one.falseAlarms, ...other.falseAlarms],
    misses: [...one.misses, ...other.misses],
  }
}

/** Undefined where nothing was reported. */
export function precision({ truePositives, falseAlarms }: Tally): number | undefined {
  const all = truePositives + falseAlarms.length
  return all > 0 ? truePositives / all : undefined
}

/** Undefined where there is nothing to find. */
export function recall({ found, misses }: Tally): number | undefined {
  const all = found + misses.length
  return all > 0 ? found / all : undefined
}

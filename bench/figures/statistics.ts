/** Medians, not means: other work on the machine only ever makes a run slower. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle - 1)]!) / 2
}

/** Enough digits to compare by, no more. */
export function rounded(value: number, digits = 3): number {
  return Number(value.toPrecision(digits))
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

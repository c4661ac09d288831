import { UsageError } from '../twelvefold-error.ts'

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Milliseconds of `90s`, `30m`, `2h` or `7d`. @throws UsageError */
export function parseDuration(text: string): number {
  const match = /^(\d{1,6})\s?([smhd])$/.exec(text.trim())
  if (!match) {
    throw new UsageError(`"${text.slice(0, 40)}" is no duration`, { hint: 'write 90s, 30m, 2h or 7d' })
  }
  return Number(match[1]) * UNITS[match[2] as keyof typeof UNITS]
}

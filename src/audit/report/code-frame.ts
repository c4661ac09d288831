import type { Facts, SourceLine } from '../facts/facts.ts'
import type { Place } from '../facts/place.ts'

/** The first lines of a place as they were read, at most `most`; empty where the facts hold no text of it. */
export function codeFrame(
  { excerpts }: Facts,
  { file, line, endLine }: Place,
  most: number,
): readonly SourceLine[] {
  const lines = Object.hasOwn(excerpts, file) ? (excerpts[file] ?? []) : []
  return lines.filter((one) => one.line >= line && one.line <= endLine).slice(0, most)
}

/** `lib/services.ts:199-210` */
export function placeWords({ file, line, endLine }: Place): string {
  return endLine > line ? `${file}:${line}-${endLine}` : `${file}:${line}`
}

import { lineAt, lineStartsOf } from './lines.ts'

/** A text in which what cannot be parsed is blank, every line and offset where it was. */
export interface Salvaged {
  readonly text: string
  readonly line: number
  readonly endLine: number
}

/** How often the parser may be asked, and how many pieces may belong to one statement. */
const MOST_PARSES = 300
const WIDEST_STATEMENT = 12

/** A line that begins a statement: at the left edge, with a word that begins one. */
const STATEMENT =
  /^(?:export|import|(?:async\s+)?function|class|abstract\s+class|const|let|var|type|interface|enum|declare|namespace|module|if|for|while|try|switch|@\w|[A-Za-z_$][\w$.]*\s*(?:\(|=(?!=)))/gm

/**
 * The parser gives nothing for a file with one mistake. The text is cut where statements seem to begin; pieces that
 * parse alone, or together with the pieces after them, are kept. Undefined when nothing is left, or it still fails.
 */
export function salvage(text: string, parses: (part: string) => boolean): Salvaged | undefined {
  const cuts = [0, ...[...text.matchAll(STATEMENT)].map(({ index }) => index), text.length]
  const pieces = cuts.slice(1).map((end, at) => ({ start: cuts[at]!, end }))
  const lost: { start: number; end: number }[] = []
  let left = MOST_PARSES
  for (let at = 0; at < pieces.length;) {
    let width = 1
    const most = Math.min(WIDEST_STATEMENT, pieces.length - at, left)
    while (width <= most && !parses(text.slice(pieces[at]!.start, pieces[at + width - 1]!.end))) width++
    left -= Math.min(width, most)
    if (left <= 0) return undefined
    if (width > most) {
      lost.push(pieces[at]!)
      at++
    } else at += width
  }
  const rest = blanked(text, lost)
  if (rest.trim() === '' || lost.length === 0 || !parses(rest)) return undefined
  const starts = lineStartsOf(text)
  return { text: rest, line: lineAt(starts, lost[0]!.start), endLine: lineAt(starts, lost.at(-1)!.end - 1) }
}

function blanked(text: string, spans: readonly { start: number; end: number }[]): string {
  let result = ''
  let from = 0
  for (const { start, end } of spans) {
    result += text.slice(from, start) + text.slice(start, end).replace(/[^\n\r]/g, ' ')
    from = end
  }
  return result + text.slice(from)
}

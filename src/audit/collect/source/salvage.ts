import { lineAt, lineStartsOf } from './lines.ts'

/** A text in which what cannot be parsed is blank, every line and offset where it was. */
export interface Salvaged {
  readonly text: string
  readonly line: number
  readonly endLine: number
}

/** How often the parser may be asked, and how many pieces may belong to one statement. */
const MOST_PARSES = 400
const WIDEST_STATEMENT = 12

/** A line that begins a statement: at the left edge, with a word that begins one. */
const STATEMENT =
  /^(?:export|import|(?:async\s+)?function|class|abstract\s+class|const|let|var|type|interface|enum|declare|namespace|module|if|for|while|try|switch|@\w|[A-Za-z_$][\w$.]*\s*(?:\(|=(?!=)))/gm

interface Piece {
  readonly start: number
  readonly end: number
}

type Parses = (start: number, end: number) => boolean

/**
 * The parser gives nothing for a file with one mistake. The text is cut where statements seem to begin, and halved
 * until the pieces that do not parse are found; those are blanked. Undefined when nothing is left, or it still fails.
 */
export function salvage(text: string, parses: (part: string) => boolean): Salvaged | undefined {
  const cuts = [0, ...[...text.matchAll(STATEMENT)].map(({ index }) => index), text.length]
  const pieces = cuts.slice(1).map((end, at) => ({ start: cuts[at]!, end }))
  let left = MOST_PARSES
  const lost = lostOf(pieces, (start, end) => left-- > 0 && parses(text.slice(start, end)))
  const rest = blanked(text, lost)
  if (left <= 0 || lost.length === 0 || rest.trim() === '' || !parses(rest)) return undefined
  const starts = lineStartsOf(text)
  return { text: rest, line: lineAt(starts, lost[0]!.start), endLine: lineAt(starts, lost.at(-1)!.end - 1) }
}

function lostOf(pieces: readonly Piece[], parses: Parses): Piece[] {
  if (pieces.length <= WIDEST_STATEMENT) return lostOfFew(pieces, parses)
  if (parses(pieces[0]!.start, pieces.at(-1)!.end)) return []
  const middle = pieces.length >> 1
  return [...lostOf(pieces.slice(0, middle), parses), ...lostOf(pieces.slice(middle), parses)]
}

/** Pieces that parse alone, or together with pieces after them, are kept: a text may hold lines that look like code. */
function lostOfFew(pieces: readonly Piece[], parses: Parses): Piece[] {
  const lost: Piece[] = []
  for (let at = 0; at < pieces.length;) {
    let last = at
    while (last < pieces.length && !parses(pieces[at]!.start, pieces[last]!.end)) last++
    if (last === pieces.length) lost.push(pieces[at]!)
    at = last === pieces.length ? at + 1 : last + 1
  }
  return lost
}

function blanked(text: string, spans: readonly Piece[]): string {
  let result = ''
  let from = 0
  for (const { start, end } of spans) {
    result += text.slice(from, start) + text.slice(start, end).replace(/[^\n\r]/g, ' ')
    from = end
  }
  return result + text.slice(from)
}

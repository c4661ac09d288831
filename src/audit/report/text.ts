// Text for terminals. What was read from a repository is printed only through these: no control characters, so no
// colours, cursor moves or titles of its own, and no line wider than was asked for.

const CONTROL = /[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u
const NO_WIDTH = /[\p{M}\u200b-\u200f\u2060\ufeff\ufe0f]/u

export function printable(text: string): string {
  return text.replace(CONTROL, ' ')
}

/** Columns that a terminal gives to a text, nearly. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += widthOfCharacter(character)
  return width
}

function widthOfCharacter(character: string): number {
  // Nearly all text is plain.
  if (character < '\u0300') return 1
  if (NO_WIDTH.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}

/** The beginning of a line, with an ellipsis where something was cut off. */
export function cut(text: string, most: number): string {
  return widthOf(text) <= most ? text : `${take([...text], most - 1)}…`
}

/** The end of a line: of paths, where the end says more. */
export function cutStart(text: string, most: number): string {
  if (widthOf(text) <= most) return text
  return `…${[...take([...text].reverse(), most - 1)].reverse().join('')}`
}

function take(characters: readonly string[], most: number): string {
  let [taken, width] = ['', 0]
  for (const character of characters) {
    width += widthOfCharacter(character)
    if (width > most) break
    taken += character
  }
  return taken
}

export function oneLine(text: string, most: number): string {
  return cut(printable(text).replace(/\s+/g, ' ').trim(), most)
}

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(width - widthOf(text), 0))
}

/** Whole words on lines of at most that width; a word that is longer is cut into pieces. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of printable(text)
    .split(/\s+/)
    .flatMap((one) => pieces(one, width))) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return line === '' ? lines : [...lines, line]
}

function pieces(word: string, width: number): readonly string[] {
  if (widthOf(word) <= width) return [word]
  const first = take([...word], width)
  return first === '' ? [word] : [first, ...pieces(word.slice(first.length), width)]
}

/** `1 file`, `4 files`, `1,204 files`. */
export function count(number: number, word: string): string {
  return `${String(number).replace(/\B(?=(\d{3})+$)/g, ',')} ${word}${number === 1 ? '' : 's'}`
}

/** `10 min`, `2 h`, `3 days`: an estimate, so it is rounded. */
export function duration(minutes: number): string {
  if (minutes < 60) return `${minutes <= 10 ? minutes : Math.round(minutes / 5) * 5} min`
  const hours = Math.round(minutes / 60)
  return hours <= 12 ? `${hours} h` : count(Math.round(hours / 8), 'day')
}

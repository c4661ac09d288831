// Text for terminals. What was read from a repository is printed only through these: no control characters, so no
// colours, cursor moves or titles of its own, and no line wider than was asked for.

const CONTROL = /[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u
const NO_WIDTH = /^[\p{M}\p{Cf}]+$/u
const ASCII = /^[ -~]*$/
const characters = new Intl.Segmenter('en')

export function printable(text: string): string {
  return text.replace(CONTROL, ' ')
}

/** Columns that a terminal gives to a text, nearly. */
export function widthOf(text: string): number {
  return ASCII.test(text)
    ? text.length
    : charactersOf(text).reduce((sum, one) => sum + widthOfCharacter(one), 0)
}

/** What a reader takes for one character. */
function charactersOf(text: string): readonly string[] {
  return Array.from(characters.segment(text), ({ segment }) => segment)
}

function widthOfCharacter(character: string): number {
  if (WIDE.test(character)) return 2
  return NO_WIDTH.test(character) ? 0 : 1
}

/** The beginning of a line, with an ellipsis where something was cut off. */
export function cut(text: string, most: number): string {
  return widthOf(text) <= most ? text : `${take(charactersOf(text), most - 1).join('')}…`
}

/** The end of a line: of paths, where the end says more. */
export function cutStart(text: string, most: number): string {
  if (widthOf(text) <= most) return text
  return `…${take(charactersOf(text).toReversed(), most - 1)
    .toReversed()
    .join('')}`
}

function take(all: readonly string[], most: number): readonly string[] {
  let width = 0
  const end = all.findIndex((character) => (width += widthOfCharacter(character)) > most)
  return end < 0 ? all : all.slice(0, end)
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
  const first = take(charactersOf(word), width).join('')
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

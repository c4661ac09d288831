/** Text from outside as a terminal may show it: no control characters, so no colours, no cursor, no titles. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu, ' ')
}

/** One line of at most that many characters. */
export function oneLine(text: string, most: number): string {
  const line = printable(text).replace(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, Math.max(most - 1, 1))}…` : line
}

/** Whole words on lines of at most that width; line breaks of the text are kept. */
export function wrap(text: string, width: number): string[] {
  return text.split(/\r?\n/).flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of printable(paragraph).split(/ +/)) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line)
        line = word
      } else {
        line = line === '' ? word : `${line} ${word}`
      }
    }
    return [...lines, line]
  })
}

/** `1 step`, `4 steps`, `1,204 steps`. */
export function count(number: number, word: string): string {
  return `${grouped(number)} ${word}${number === 1 ? '' : 's'}`
}

export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',')
}

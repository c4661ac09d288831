import type { StepDelta } from '../../runtime/engine/engine.ts'
import type { Io } from '../io.ts'
import { printable } from './text.ts'
import type { Style } from './style.ts'

/** The last line of a terminal: what the model is saying, until it has said it. */
export interface LiveLine {
  readonly show: (delta: StepDelta) => void
  /** Takes it away, before anything is printed that stays. */
  readonly clear: () => void
}

const INDENT = '     '
const ERASE = '\r\u001B[2K'
/** More than any line holds. */
const KEPT = 400

/** Without a terminal it does nothing: what is piped holds only what stays. */
export function liveLine(io: Pick<Io, 'out' | 'isTerminal'>, style: Style): LiveLine {
  let text = ''
  let about = ''
  let isShown = false
  return {
    show({ text: part, tool, attempt }) {
      if (!io.isTerminal) return
      const now = `${attempt} ${tool ?? ''}`
      text = now === about ? `${text}${part}`.slice(-KEPT) : part
      about = now
      const line = endOf(`${tool === undefined ? '' : `${tool} `}${text}`, style.columns - INDENT.length - 1)
      io.out(`${ERASE}${INDENT}${style.dim(line)}`)
      isShown = true
    },
    clear() {
      if (isShown) io.out(ERASE)
      isShown = false
      about = ''
    },
  }
}

/** As much of its end as fits: a line that the terminal wraps could not be taken away again. */
function endOf(text: string, columns: number): string {
  const characters = Array.from(printable(text).replace(/\s+/g, ' '))
  let width = 0
  let start = characters.length
  while (start > 0) {
    // Beyond the first blocks of Unicode a character may take two columns.
    width += characters[start - 1]!.codePointAt(0)! < 0x1100 ? 1 : 2
    if (width > columns - 1) return `…${characters.slice(start).join('')}`
    start--
  }
  return characters.join('')
}

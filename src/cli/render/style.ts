import type { Io } from '../io.ts'
import { createColors } from 'picocolors'

type Paint = (text: string) => string

/** How lines look: widths, colours (which never carry a meaning alone), and times of day where the reader is. */
export interface Style {
  readonly columns: number
  readonly bold: Paint
  readonly dim: Paint
  readonly good: Paint
  readonly bad: Paint
  readonly waiting: Paint
  /** `16:41`, or `Nov 24 16:41` where it is not the day of `now`. */
  readonly minute: (at: string, now: string) => string
  /** `16:02:11`. */
  readonly second: (at: string) => string
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WIDEST = 100
const NARROWEST = 50

export function styleOf({ columns, colour }: Pick<Io, 'columns' | 'colour'>): Style {
  const { bold, dim, green, red, yellow } = createColors(colour)
  return {
    columns: Math.max(Math.min(columns, WIDEST), NARROWEST),
    bold,
    dim,
    good: green,
    bad: red,
    waiting: yellow,
    minute(at, now) {
      const [then, today] = [new Date(at), new Date(now)]
      const time = `${two(then.getHours())}:${two(then.getMinutes())}`
      if (then.toDateString() === today.toDateString()) return time
      const year = then.getFullYear() === today.getFullYear() ? '' : ` ${then.getFullYear()}`
      return `${MONTHS[then.getMonth()]} ${then.getDate()}${year} ${time}`
    },
    second(at) {
      const then = new Date(at)
      return `${two(then.getHours())}:${two(then.getMinutes())}:${two(then.getSeconds())}`
    },
  }
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

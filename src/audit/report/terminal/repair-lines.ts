import type { Audited } from '../../score/scored.ts'
import { codeFrame, placeWords } from '../code-frame.ts'
import { firstRepairs, repairs, type Repair } from '../repairs.ts'
import { count, cut, cutStart, duration, oneLine, pad, printable, widthOf, wrap } from '../text.ts'
import type { Look } from './look.ts'

const FIRST = 3
const FRAME_LINES = 2
const MOST_PLACES = 20
const ID = '  '
const TEXT = ' '.repeat(10)
const numbers = ['', 'One repair', 'Two repairs', 'Three repairs']

/** The repairs that matter most: where, what stands there, why, what to do. `all`: every one, with every place. */
export function repairLines(audited: Audited, look: Look, all: boolean): readonly string[] {
  const found = repairs(audited)
  if (found.length === 0) return []
  const shown = all ? found : firstRepairs(audited, FIRST)
  const matters = `${numbers[shown.length] ?? ''} that ${shown.length === 1 ? 'matters' : 'matter'} most`
  const title = all ? `All ${count(found.length, 'repair')}, the most important first` : matters
  const rest = found.length - shown.length
  return [
    look.bold(title),
    ...shown.flatMap((repair) => linesOf(repair, audited, look, all)),
    ...(rest > 0 ? [look.dim(`${ID}… and ${rest} more: --all`)] : []),
  ]
}

function linesOf(repair: Repair, audited: Audited, look: Look, all: boolean): readonly string[] {
  const { requirement, places, because, fix } = repair
  const width = look.columns - TEXT.length
  const [first, ...others] = places
  const frame = first ? codeFrame(audited.facts, first, FRAME_LINES) : []
  const more = all ? others.slice(0, MOST_PLACES) : []
  const left = others.length - more.length
  // Where the text itself can be shown, it says more.
  const what = first && frame.length === 0 ? oneLine(first.what, 200) : ''
  const andMore = left > 0 && !all ? look.dim(` and ${left} more`) : ''
  return [
    titleLine(repair, look),
    ...(first ? [`${TEXT}${cutStart(printable(placeWords(first)), width - 14)}${andMore}`] : []),
    ...(what === '' ? [] : [look.dim(cut(`${TEXT}  ${what}`, look.columns))]),
    ...frame.map(({ line, text }) => look.dim(cut(`${TEXT}  ${line} | ${frameText(text)}`, look.columns))),
    ...more.map((other) =>
      cut(`${TEXT}${printable(placeWords(other))}  ${oneLine(other.what, 200)}`, look.columns),
    ),
    ...(all && left > 0 ? [`${TEXT}… and ${count(left, 'more place')}`] : []),
    ...wrap(`${because}${alsoFor(repair)}`, width).map((line) => `${TEXT}${line}`),
    ...withCommand(wrap(fix, width), `npx twelvefold explain ${requirement}`, width).map(
      (line) => `${TEXT}${line}`,
    ),
  ]
}

function alsoFor({ agents }: Repair): string {
  return agents.length > 1 ? ` The same goes for ${count(agents.length - 1, 'more agent')}.` : ''
}

/** Behind the last line where there is room, below it where there is none. */
function withCommand(lines: readonly string[], command: string, width: number): readonly string[] {
  const last = lines.at(-1) ?? ''
  const joined = `${last}  ${command}`
  return widthOf(joined) <= width ? [...lines.slice(0, -1), joined] : [...lines, command]
}

/** The requirement on the left, the size of the repair on the right. */
function titleLine(repair: Repair, look: Look): string {
  const { requirement, title, level } = repair
  const line = oneLine(title, 200)
  const width = look.columns - TEXT.length
  const long = sizeWords(repair, ', one repair')
  const size = widthOf(line) + widthOf(long) + 2 <= width ? long : sizeWords(repair, '')
  const room = width - widthOf(size)
  const id = pad(requirement, TEXT.length - ID.length)
  const words = pad(cut(line, room - 2), room)
  return `${ID}${level === 'MUST' ? look.bad(id) : look.waiting(id)}${look.bold(words)}${look.dim(size)}`
}

function sizeWords({ level, places, agents, minutes }: Repair, oneRepair: string): string {
  const where = places.length > 1 ? `${count(places.length, 'place')}${oneRepair}` : ''
  const who = places.length <= 1 && agents.length > 1 ? count(agents.length, 'agent') : ''
  const advice = level === 'SHOULD' ? 'advice' : ''
  return [advice, where || who, duration(minutes)].filter((words) => words !== '').join(' · ')
}

/** As it stands in the file, but for tabs and what a terminal would obey. */
function frameText(text: string): string {
  return printable(text.replaceAll('\t', '  ')).trimEnd()
}

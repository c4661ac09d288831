import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const OWN = slashed(fileURLToPath(new URL('../', import.meta.url)))
const PLACE = /(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/])[^\s()]*?):(\d+):(\d+)/

/** `FILE:LINE:COLUMN` of the innermost frame that is neither the guard's nor Node's; undefined where there is none. */
export function placeIn(stack: string | undefined): string | undefined {
  for (const line of stack?.split('\n') ?? []) {
    const [, found, row, column] = PLACE.exec(line) ?? []
    if (found === undefined || line.includes('node:internal')) continue
    const path = slashed(found)
    if (path.startsWith(OWN) && !path.includes('.test.')) continue
    return `${fromHere(path)}:${row}:${column}`
  }
  return undefined
}

/** The same of a place that is known. */
export function placeOf(url: string, line: number, column: number): string | undefined {
  const path = slashed(url.replace(/^file:\/\//, ''))
  return path === '' ? undefined : `${fromHere(path)}:${line}:${column}`
}

/** Short where it can be: people start programs in the folder of their project. */
function fromHere(path: string): string {
  const short = slashed(relative(process.cwd(), path))
  return short.startsWith('..') ? path : short
}

/** As it is written on every system: `C:/work/agent.ts`, also where it comes from `file:///C:/work/agent.ts`. */
function slashed(path: string): string {
  return /^\/?[A-Za-z]:[\\/]|\\/.test(path)
    ? path.replaceAll('\\', '/').replace(/^\/(?=[A-Za-z]:)/, '')
    : path
}

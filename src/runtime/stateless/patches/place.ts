import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const OWN = fileURLToPath(new URL('../', import.meta.url))
const PLACE = /(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/])[^\s()]*?):(\d+):(\d+)/

/** `FILE:LINE:COLUMN` of the innermost frame that is neither the guard's nor Node's; undefined where there is none. */
export function placeIn(stack: string | undefined): string | undefined {
  for (const line of stack?.split('\n') ?? []) {
    const [, path, row, column] = PLACE.exec(line) ?? []
    if (path === undefined || line.includes('node:internal')) continue
    if (path.startsWith(OWN) && !path.includes('.test.')) continue
    return `${fromHere(path)}:${row}:${column}`
  }
  return undefined
}

/** The same of a place that is known. */
export function placeOf(url: string, line: number, column: number): string | undefined {
  const path = url.replace(/^file:\/\//, '')
  return path === '' ? undefined : `${fromHere(path)}:${line}:${column}`
}

/** Short where it can be: people start programs in the folder of their project. */
function fromHere(path: string): string {
  const short = relative(process.cwd(), path)
  return short.startsWith('..') ? path : short.split(sep).join('/')
}

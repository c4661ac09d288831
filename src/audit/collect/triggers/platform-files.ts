// Settings of platforms that start agents by themselves.
import { readInside } from '../source/inside.ts'
import type { Scene } from '../scene.ts'

export interface Declared {
  readonly file: string
  readonly line: number
  readonly kind: 'http' | 'cron'
  /** The file that is started, and the name of what it exports: `./src/graph.ts:graph`. */
  readonly target: string
  readonly name: string | undefined
}

/** Graphs that LangGraph's server offers, and paths that Vercel calls at times. */
export function declaredStarts({ listing }: Scene): Declared[] {
  const graphs = listing.manifests
    .filter((path) => /(^|\/)langgraph\.json$/.test(path))
    .flatMap((path) => read(listing.root, path, /"([^"\n]+\.[cm]?[jt]sx?):(\w+)"/, 'http'))
  return [...graphs, ...read(listing.root, 'vercel.json', /"path"\s*:\s*"(\/[^"\n]+)"/, 'cron')]
}

function read(root: string, file: string, pattern: RegExp, kind: Declared['kind']): Declared[] {
  const text = readInside(root, file)?.text
  if (text === undefined || (kind === 'cron' && !/"crons"/.test(text))) return []
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : ''
  return text.split('\n').flatMap((line, index) => {
    const match = pattern.exec(line)
    if (match?.[1] === undefined) return []
    const target = kind === 'http' ? folder + match[1].replace(/^\.\//, '') : match[1]
    return [{ file, line: index + 1, kind, target, name: match[2] }]
  })
}

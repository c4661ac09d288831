import { posix } from 'node:path'
import type { Scene } from '../scene.ts'
import { readInside } from '../source/inside.ts'

const entries = new WeakMap<Scene, ReadonlySet<string>>()

/** Files that something outside of the repository's code loads: a package's entries, scripts, a platform's files. */
export function entryFiles(scene: Scene): ReadonlySet<string> {
  const known = entries.get(scene)
  if (known !== undefined) return known
  const found = new Set<string>()
  const sources = byBase(scene)
  for (const manifest of scene.listing.manifests) {
    const folder = posix.dirname(manifest)
    const named = textsIn(parsed(readInside(scene.listing.root, manifest)?.text))
    for (const text of named) for (const path of sourcesFor(sources, folder, text)) found.add(path)
  }
  for (const { path } of scene.listing.files) if (BY_CONVENTION.test(path)) found.add(path)
  entries.set(scene, found)
  return found
}

/** Routes, functions, workflows and agents that a platform finds by where they stand. */
const BY_CONVENTION =
  /(^|\/)(app|pages)\/(.+\/)?(api\/.+|route|page|layout)\.[cm]?[jt]sx?$|(^|\/)(api|functions|netlify\/functions|supabase\/functions\/[^/]+|workflows?|triggers?|jobs|inngest|server\/(api|routes))\/.+\.[cm]?[jt]sx?$|(^|\/)mastra\/index\.[cm]?[jt]s$|(^|\/)(middleware|instrumentation|worker)\.[cm]?[jt]s$/

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '') as unknown
  } catch {
    return undefined
  }
}

/** Texts that may name files: of package.json its entries and scripts, of langgraph.json its graphs. */
function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const record = value as Record<string, unknown>
  const parts = [
    'main',
    'module',
    'exports',
    'bin',
    'types',
    'scripts',
    'graphs',
    'browser',
    'source',
    'imports',
  ]
  return parts.flatMap((part) => leaves(record[part], 0))
}

function leaves(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return value.split(/\s+/)
  if (typeof value !== 'object' || value === null || depth > 6) return []
  return Object.values(value).flatMap((inner) => leaves(inner, depth + 1))
}

/** `dist/index.js` is built from `src/index.ts` or `index.ts`; `./src/graph.ts:graph` names a file and its export. */
function sourcesFor(sources: Sources, folder: string, text: string): string[] {
  const path = posix.join(folder, text.replace(/:[\w$]+$/, '')).replace(/^\.\//, '')
  const base = path.replace(/(\.d)?\.[cm]?[jt]sx?$/, '')
  if (base === path && !/[/\w]$/.test(path)) return []
  const inner = base.replace(/(^|\/)(dist|build|lib|out|esm|cjs)\/(esm\/|cjs\/|src\/)?/, '$1')
  const bases = new Set([base, inner, posix.join(folder, 'src', posix.relative(folder, inner))])
  return [...bases].flatMap((one) => sources.get(one) ?? [])
}

/** The paths of source files by what is left of them without their endings. */
type Sources = ReadonlyMap<string, readonly string[]>

function byBase({ listing }: Scene): Sources {
  const sources = new Map<string, string[]>()
  for (const { path } of listing.files) {
    const base = path.replace(/\.[cm]?[jt]sx?$/, '')
    sources.set(base, [...(sources.get(base) ?? []), path])
  }
  return sources
}

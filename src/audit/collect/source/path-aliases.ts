import { posix } from 'node:path'
import type { FileLookup } from './file-lookup.ts'
import { isRecord, parseJsonc } from './jsonc.ts'
import type { SourceListing } from './source-files.ts'

/** `paths` and `baseUrl` of tsconfig.json and jsconfig.json; `folder` is that of the importing file. */
export interface Aliases {
  resolve(folder: string, specifier: string): string | undefined
  /** Aliases that a bundler's configuration may define: `@/` and `~/` for the package's sources. */
  guess(folder: string, specifier: string): string | undefined
}

interface PathRules {
  /** Relative to the root. */
  readonly base: string | undefined
  readonly paths: readonly PathRule[]
}

interface PathRule {
  readonly prefix: string
  readonly suffix: string
  readonly exact: boolean
  /** Relative to the root, `*` for what was matched. */
  readonly targets: readonly string[]
}

const NONE: PathRules = { base: undefined, paths: [] }
const DEEPEST_EXTENDS = 8

export function createAliases(lookup: FileLookup, listing: SourceListing): Aliases {
  const configurations = new Set(listing.manifests.filter((path) => /(?:ts|js)config/.test(path)))
  const packages = new Set(listing.manifests.filter((path) => posix.basename(path) === 'package.json'))
  const rules = new Map<string, PathRules>()
  const rulesFor = (folder: string): PathRules => {
    const known = rules.get(folder)
    if (known !== undefined) return known
    const own = ['tsconfig.json', 'jsconfig.json']
      .map((name) => posix.join(folder, name))
      .find((path) => configurations.has(path))
    const inherited = (): PathRules => (folder === '' ? NONE : rulesFor(parent(folder)))
    const found = own === undefined ? inherited() : readRules(lookup, own, 0)
    rules.set(folder, found)
    return found
  }
  return {
    resolve(folder, specifier) {
      const { base, paths } = rulesFor(folder)
      for (const target of targetsOf(paths, specifier)) {
        const file = lookup.find('', target)
        if (file !== undefined) return file
      }
      return base === undefined || /^[#.~/]/.test(specifier) ? undefined : lookup.find(base, specifier)
    },
    guess(folder, specifier) {
      const rest = /^[@~#]\/(.+)$/.exec(specifier)?.[1]
      if (rest === undefined) return undefined
      const home = nearest(folder, packages)
      return (
        lookup.find(posix.join(home, 'src'), rest) ??
        lookup.find(home, rest) ??
        lookup.find(posix.join(home, 'app'), rest)
      )
    },
  }
}

/** The longest pattern that fits decides, as in TypeScript. */
function targetsOf(paths: readonly PathRule[], specifier: string): string[] {
  const fitting = paths.filter(
    ({ prefix, suffix, exact }) =>
      specifier.startsWith(prefix) &&
      (exact
        ? specifier === prefix
        : specifier.endsWith(suffix) && specifier.length >= prefix.length + suffix.length),
  )
  const best = fitting.toSorted((a, b) => b.prefix.length - a.prefix.length)[0]
  if (best === undefined) return []
  const matched = specifier.slice(best.prefix.length, specifier.length - best.suffix.length)
  return best.targets.map((target) => target.replace('*', () => matched))
}

function readRules(lookup: FileLookup, path: string, depth: number): PathRules {
  const text = depth > DEEPEST_EXTENDS ? undefined : lookup.readJson(path)
  const json = text === undefined ? undefined : parseJsonc(text)
  if (!isRecord(json)) return NONE
  const folder = parent(path)
  const inherited = strings(json['extends']).map((one) => referred(lookup, folder, one, depth))
  const before = inherited.reduce(merged, NONE)
  const options = isRecord(json['compilerOptions']) ? json['compilerOptions'] : {}
  const own = ownRules(folder, options, before.base)
  const here = merged(before, own)
  if (here.paths.length > 0 || !Array.isArray(json['references'])) return here
  // A solution file has no settings of its own: those of its parts hold for all.
  const parts = json['references'].filter(isRecord).flatMap((one) => strings(one['path']))
  return parts.map((one) => referred(lookup, folder, one, depth)).reduce(merged, here)
}

/** Of a configuration in the repository; those of packages hold no paths of ours. */
function referred(lookup: FileLookup, folder: string, path: string, depth: number): PathRules {
  if (!path.startsWith('.')) return NONE
  const target = posix.join(folder, path)
  const file = [target, `${target}.json`, posix.join(target, 'tsconfig.json')].find(
    (one) => !one.startsWith('..') && one.endsWith('.json') && lookup.readJson(one) !== undefined,
  )
  return file === undefined ? NONE : readRules(lookup, file, depth + 1)
}

function ownRules(
  folder: string,
  options: Readonly<Record<string, unknown>>,
  inherited: string | undefined,
): PathRules {
  const baseUrl = options['baseUrl']
  const base = typeof baseUrl === 'string' ? posix.join(folder, baseUrl) : undefined
  const paths = isRecord(options['paths']) ? Object.entries(options['paths']) : []
  return {
    base,
    paths: paths.map(([pattern, targets]) => {
      const star = pattern.indexOf('*')
      return {
        prefix: star === -1 ? pattern : pattern.slice(0, star),
        suffix: star === -1 ? '' : pattern.slice(star + 1),
        exact: star === -1,
        targets: strings(targets).map((target) => posix.join(base ?? inherited ?? folder, target)),
      }
    }),
  }
}

function merged(before: PathRules, after: PathRules): PathRules {
  return { base: after.base ?? before.base, paths: after.paths.length > 0 ? after.paths : before.paths }
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

function nearest(folder: string, files: ReadonlySet<string>): string {
  for (let at = folder; at !== ''; at = parent(at)) if (files.has(`${at}/package.json`)) return at
  return ''
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

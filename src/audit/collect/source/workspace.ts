import { posix } from 'node:path'
import { externalOf } from './external.ts'
import type { FileLookup } from './file-lookup.ts'
import { isRecord, parseJsonc } from './jsonc.ts'
import type { SourceListing } from './source-files.ts'

/** Packages of the same repository: their names lead to their sources, not to what is built of them. */
export interface Workspace {
  resolve(folder: string, specifier: string): string | undefined
}

interface Package {
  readonly folder: string
  readonly json: Readonly<Record<string, unknown>>
}

/** Conditions of `exports`, those that name sources first. */
const CONDITIONS = ['source', 'development', 'bun', 'import', 'module', 'node', 'default', 'require', 'types']
const OUTPUT = /^(?:\.\/)?(?:dist|build|lib|out|output|es|esm|cjs)\/(?:(?:src|esm|cjs|es|types)\/)?/

export function createWorkspace(lookup: FileLookup, listing: SourceListing): Workspace {
  const byFolder = new Map<string, Package>()
  const byName = new Map<string, Package>()
  for (const path of listing.manifests.filter((one) => posix.basename(one) === 'package.json')) {
    const json = parseJsonc(lookup.readJson(path) ?? '')
    if (!isRecord(json)) continue
    const one = { folder: path.slice(0, Math.max(0, path.lastIndexOf('/'))), json }
    byFolder.set(one.folder, one)
    if (typeof json['name'] === 'string') byName.set(json['name'], one)
  }
  return {
    resolve(folder, specifier) {
      if (specifier.startsWith('#')) {
        const home = homeOf(folder, byFolder)
        return home && firstSource(lookup, home, mapped(home.json['imports'], specifier))
      }
      const named = externalOf(specifier)
      const target = named && byName.get(named.external)
      return target && entry(lookup, target, named.subpath)
    },
  }
}

function homeOf(folder: string, packages: ReadonlyMap<string, Package>): Package | undefined {
  for (let at = folder; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const found = packages.get(at)
    if (found !== undefined) return found
  }
  return packages.get('')
}

function entry(lookup: FileLookup, target: Package, subpath: string): string | undefined {
  const { json } = target
  const key = subpath === '' ? '.' : `./${subpath}`
  const exported =
    isRecord(json['exports']) && Object.keys(json['exports']).some((one) => one.startsWith('.'))
      ? mapped(json['exports'], key)
      : key === '.'
        ? leaves(json['exports'])
        : []
  const fields = key === '.' ? ['source', 'module', 'main', 'types'].map((field) => json[field]) : []
  const named = [...exported, ...fields.filter((one): one is string => typeof one === 'string')]
  const usual = key === '.' ? ['src/index', 'src/main', 'index', 'lib/index'] : [`src/${subpath}`, subpath]
  return firstSource(lookup, target, [...named, ...usual])
}

/** The first that leads to a source: as it is written, or where its source would stand. */
function firstSource(lookup: FileLookup, target: Package, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const source = path.replace(OUTPUT, 'src/').replace(/\.d\.([cm]?)ts$/, '.$1js')
    for (const one of new Set([source, path, path.replace(OUTPUT, '')])) {
      const file = lookup.find(target.folder, one)
      if (file !== undefined && !file.endsWith('.d.ts')) return file
    }
  }
  return undefined
}

/** What `exports` or `imports` maps a name to, patterns included, the likeliest source first. */
function mapped(map: unknown, name: string): string[] {
  if (!isRecord(map)) return []
  if (map[name] !== undefined) return leaves(map[name])
  for (const [pattern, value] of Object.entries(map)) {
    const star = pattern.indexOf('*')
    if (star === -1 || !name.startsWith(pattern.slice(0, star)) || !name.endsWith(pattern.slice(star + 1)))
      continue
    const matched = name.slice(star, name.length - (pattern.length - star - 1))
    return leaves(value).map((one) => one.replaceAll('*', () => matched))
  }
  return []
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(leaves)
  if (!isRecord(value)) return []
  const keys = Object.keys(value)
  const order = [
    ...CONDITIONS.filter((one) => keys.includes(one)),
    ...keys.filter((one) => !CONDITIONS.includes(one)),
  ]
  return order.flatMap((key) => leaves(value[key]))
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Framework } from '../facts/facts.ts'
import type { Adapter } from './adapters/adapter.ts'
import type { Program } from './program/program.ts'
import type { SourceListing } from './source/source-files.ts'

/** The frameworks that production code imports, with the major version that a package.json asks for. */
export function frameworksOf(
  listing: SourceListing,
  program: Program,
  adapters: readonly Adapter[],
): Framework[] {
  const specifiers = new Set(
    program.modules
      .filter(({ role }) => role !== 'test')
      .flatMap(({ parsed }) => parsed.record.specifiers.map(({ value }) => value)),
  )
  const versions = versionsOf(listing)
  return adapters.flatMap(({ name, title, packages }) => {
    const used = [...specifiers].filter((specifier) => packages.test(specifier))
    if (used.length === 0) return []
    const wanted = used.map((specifier) => versions.get(packageOf(specifier))).find(Boolean)
    return [{ name, title, version: wanted }]
  })
}

function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

/** The major version of each dependency, from the package.json files of the repository. */
function versionsOf(listing: SourceListing): Map<string, string> {
  const versions = new Map<string, string>()
  for (const path of listing.manifests.filter((one) => one.endsWith('package.json'))) {
    for (const [name, range] of dependenciesIn(join(listing.root, path))) {
      const major = /\d+/.exec(range)?.[0]
      if (major !== undefined && !versions.has(name)) versions.set(name, major)
    }
  }
  return versions
}

function dependenciesIn(path: string): [string, string][] {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return []
  }
  if (typeof content !== 'object' || content === null) return []
  return ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((key) => {
    const list: unknown = (content as Record<string, unknown>)[key]
    if (typeof list !== 'object' || list === null) return []
    return Object.entries(list).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  })
}

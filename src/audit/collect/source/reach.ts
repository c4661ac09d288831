import { isWithin } from './module-record.ts'
import { parseSource, type Parsed } from './parse.ts'
import { readText } from './read-text.ts'
import type { Resolver } from './resolver.ts'
import { roleOf } from './role.ts'
import type { SourceFile, SourceListing } from './source-files.ts'
import { specifiersIn } from './specifiers.ts'
import type { Unread } from '../../facts/facts.ts'

/** Which files can reach a model, found without reading any tree. */
export interface Reach {
  /** All files of the listing, with the roles that their text gives them. */
  readonly files: ReadonlyMap<string, SourceFile>
  /** Files that name a model by themselves: by a package, an address, or a `.baml` function. */
  readonly seeds: ReadonlySet<string>
  /**
   * The seeds, and every file that imports them, however far away; and what leads to packages that stand aside. In
   * the order of the listing.
   */
  readonly reached: readonly string[]
  /** The parsed file: read once, kept for as long as this lives. */
  readonly parse: (file: SourceFile) => Parsed
  readonly unread: readonly Unread[]
}

export interface ModelMarks {
  /** Of a package that calls models, or that has agents: `openai`, `@langchain/openai`, `./baml_client`. */
  readonly isModelPackage: (specifier: string) => boolean
  /** Of a package that matters to an agent and means none by itself: see `Adapter.aside`. */
  readonly asideOf?: (specifier: string) => 'inside' | 'anywhere' | undefined
  /** Addresses of models. */
  readonly endpoints: RegExp
}

interface Scan {
  readonly listing: SourceListing
  readonly resolver: Resolver
  readonly marks: ModelMarks
  readonly files: Map<string, SourceFile>
  readonly seeds: Set<string>
  /** Files that import a package that stands aside. */
  readonly aside: { readonly inside: Set<string>; readonly anywhere: Set<string> }
  /** For each file, those that import it. */
  readonly importers: Map<string, string[]>
  /** For each file, those that it imports. */
  readonly imports: Map<string, string[]>
  readonly parsed: Map<string, Parsed>
  readonly unread: Unread[]
}

export function reachOf(listing: SourceListing, resolver: Resolver, marks: ModelMarks): Reach {
  const scan: Scan = {
    listing,
    resolver,
    marks,
    files: new Map(),
    seeds: new Set(),
    aside: { inside: new Set(), anywhere: new Set() },
    importers: new Map(),
    imports: new Map(),
    parsed: new Map(),
    unread: [],
  }
  for (const file of listing.files) scanFile(scan, file)
  const reached = withAside(scan)
  return {
    files: scan.files,
    seeds: scan.seeds,
    reached: listing.files.map((file) => file.path).filter((path) => reached.has(path)),
    parse: (file) => parseOnce(scan, file),
    unread: scan.unread,
  }
}

function scanFile(scan: Scan, listed: SourceFile): void {
  scan.files.set(listed.path, listed)
  if (listed.role === 'declaration' || listed.role === 'vendored') return
  const { text, problem } = readText(listed.absolute, listed.size)
  if (problem !== undefined) {
    scan.unread.push({ file: listed.path, line: 1, endLine: 1, reason: problem })
    return
  }
  const role = roleOf(listed, text)
  const file = role === listed.role ? listed : { ...listed, role }
  scan.files.set(file.path, file)
  if (role === 'vendored') return
  if (file.path.endsWith('.baml')) {
    scan.seeds.add(file.path)
    return
  }
  const specifiers = specifiersIn(text)
  if (namesModel(scan, file, text, specifiers)) scan.seeds.add(file.path)
  for (const specifier of specifiers) {
    const kind = scan.marks.asideOf?.(specifier)
    if (kind !== undefined) scan.aside[kind].add(file.path)
    addImporter(scan, file.path, specifier)
  }
}

/** The text is only a hint: the module record and the comments of the parsed file decide. */
function namesModel(scan: Scan, file: SourceFile, text: string, specifiers: ReadonlySet<string>): boolean {
  const { isModelPackage, endpoints } = scan.marks
  const hinted = [...specifiers].filter((one) => isModel(scan, file.path, one))
  const addresses = [...text.matchAll(globally(endpoints))]
  if (hinted.length === 0 && addresses.length === 0) return false
  const parsed = parseOnce(scan, file, text)
  if (parsed.problem !== undefined) return true
  return (
    parsed.record.specifiers.some(({ value }) => isModelPackage(value) || isModel(scan, file.path, value)) ||
    addresses.some(({ index }) => !isWithin(parsed.comments, index))
  )
}

function isModel(scan: Scan, from: string, specifier: string): boolean {
  if (scan.marks.isModelPackage(specifier)) return true
  const found = scan.resolver.resolve(from, specifier)
  return (
    found !== undefined &&
    'external' in found &&
    scan.marks.isModelPackage(found.subpath === '' ? found.external : `${found.external}/${found.subpath}`)
  )
}

function addImporter(scan: Scan, from: string, specifier: string): void {
  const found = scan.resolver.resolve(from, specifier)
  if (found === undefined || !('file' in found)) return
  push(scan.importers, found.file, from)
  push(scan.imports, from, found.file)
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

function closure(seeds: ReadonlySet<string>, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set(seeds)
  // A set grows while it is walked: each file is visited once, cycles included.
  for (const path of reached) for (const next of edges.get(path) ?? []) reached.add(next)
  return reached
}

/** What reaches a model; and of what that imports, what leads on to a package aside: the terminal behind two files. */
function withAside({ seeds, aside, imports, importers }: Scan): Set<string> {
  if (seeds.size === 0) return new Set()
  const reached = closure(new Set([...seeds, ...aside.anywhere]), importers)
  const below = closure(reached, imports)
  const leading = closure(new Set([...aside.inside].filter((path) => below.has(path))), importers)
  return new Set([...reached, ...[...leading].filter((path) => below.has(path))])
}

function parseOnce(scan: Scan, file: SourceFile, text?: string): Parsed {
  const known = scan.parsed.get(file.path)
  if (known !== undefined) return known
  const parsed = parseSource(file, text)
  scan.parsed.set(file.path, parsed)
  return parsed
}

function globally(pattern: RegExp): RegExp {
  return pattern.global ? pattern : new RegExp(pattern, `${pattern.flags}g`)
}

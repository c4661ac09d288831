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
  /** The seeds, and every file that imports them, however far away; in the order of the listing. */
  readonly reached: readonly string[]
  /** The parsed file: read once, kept for as long as this lives. */
  readonly parse: (file: SourceFile) => Parsed
  readonly unread: readonly Unread[]
}

export interface ModelMarks {
  /** Of a package that calls models, or that has agents: `openai`, `@langchain/openai`, `./baml_client`. */
  readonly isModelPackage: (specifier: string) => boolean
  /** Addresses of models. */
  readonly endpoints: RegExp
}

interface Scan {
  readonly listing: SourceListing
  readonly resolver: Resolver
  readonly marks: ModelMarks
  readonly files: Map<string, SourceFile>
  readonly seeds: Set<string>
  /** For each file, those that import it. */
  readonly importers: Map<string, string[]>
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
    importers: new Map(),
    parsed: new Map(),
    unread: [],
  }
  for (const file of listing.files) scanFile(scan, file)
  const reached = closure(scan.seeds, scan.importers)
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
  for (const specifier of specifiers) addImporter(scan, file.path, specifier)
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
  const list = scan.importers.get(found.file)
  if (list === undefined) scan.importers.set(found.file, [from])
  else list.push(from)
}

function closure(seeds: ReadonlySet<string>, importers: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set(seeds)
  // A set grows while it is walked: each file is visited once, cycles included.
  for (const path of reached) for (const importer of importers.get(path) ?? []) reached.add(importer)
  return reached
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

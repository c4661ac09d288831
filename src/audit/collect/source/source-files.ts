// The source side of the audit: which files a repository has, what each is for, how one is read and parsed, and which
// can reach a model. Nothing here executes or judges, and nothing outside the root is ever opened: symbolic links are
// not followed, since what they point to inside the root is met under its own path.
import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import type { OtherLanguage, Unread } from '../../facts/facts.ts'
import { createIgnoreRules, type IgnoreRules } from './ignore-rules.ts'
import { countOtherLanguages, isOtherLanguage } from './other-languages.ts'
import { codeOf } from './read-text.ts'
import { examplesInContext, pathRole } from './role.ts'
import { isSkippedFolder } from './skipped-folders.ts'
import type { SourceFile } from './source-file.ts'

export type { SourceFile } from './source-file.ts'

export interface SourceListing {
  /** The root with all links resolved. */
  readonly root: string
  /** In the order of their paths. */
  readonly files: readonly SourceFile[]
  /** Files that say how the repository is put together: package.json, tsconfig*.json, langgraph.json …: their paths. */
  readonly manifests: readonly string[]
  readonly otherLanguages: readonly OtherLanguage[]
  readonly unread: readonly Unread[]
}

export interface ListingOptions {
  /** Patterns as in .gitignore; where given, nothing else is listed. */
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
}

const SOURCE = /\.(?:[cm]?[jt]sx?|baml)$/
const MANIFEST = /^(?:package\.json|(?:tsconfig|jsconfig)[\w.-]*\.json|langgraph\.json|deno\.jsonc?)$/

interface Walk {
  readonly root: string
  readonly files: SourceFile[]
  readonly manifests: string[]
  readonly foreign: string[]
  readonly unread: Unread[]
}

/** Every source file under the root that the repository calls its own. */
export function listSourceFiles(root: string, options: ListingOptions = {}): SourceListing {
  const walk: Walk = { root, files: [], manifests: [], foreign: [], unread: [] }
  try {
    const real = realpathSync(root)
    walkFolders({ ...walk, root: real }, options)
    const files = examplesInContext(walk.files.toSorted((a, b) => (a.path < b.path ? -1 : 1)))
    const otherLanguages = countOtherLanguages(real, walk.foreign)
    return { root: real, files, manifests: walk.manifests.toSorted(), otherLanguages, unread: walk.unread }
  } catch (error) {
    return { ...walk, otherLanguages: [], unread: [...walk.unread, unreadable('.', error)] }
  }
}

function walkFolders(walk: Walk, options: ListingOptions): void {
  const stack = [{ path: '', rules: createIgnoreRules(options.include ?? [], options.exclude ?? []) }]
  for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
    let entries: Dirent[]
    try {
      entries = readdirSync(join(walk.root, folder.path), { withFileTypes: true })
    } catch (error) {
      walk.unread.push(unreadable(folder.path || '.', error))
      continue
    }
    const names = new Set(entries.map((entry) => entry.name))
    const files = entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
    const rules = folder.rules.within(walk.root, folder.path, new Set(files))
    for (const entry of entries) {
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`
      if (entry.isFile()) addFile(walk, path, entry.name, rules)
      else if (entry.isDirectory() && !isSkippedFolder(walk.root, path, names) && !rules.ignores(`${path}/`))
        stack.push({ path, rules })
    }
  }
}

function addFile(walk: Walk, path: string, name: string, rules: IgnoreRules): void {
  if (SOURCE.test(name)) {
    if (rules.ignores(path)) return
    const absolute = join(walk.root, path)
    try {
      walk.files.push({ path, absolute, role: pathRole(path), size: statSync(absolute).size })
    } catch (error) {
      walk.unread.push(unreadable(path, error))
    }
  } else if (MANIFEST.test(name)) {
    if (!rules.ignores(path)) walk.manifests.push(path)
  } else if (isOtherLanguage(name) && !rules.ignores(path)) walk.foreign.push(path)
}

function unreadable(file: string, error: unknown): Unread {
  return { file, line: 1, endLine: 1, reason: `cannot be opened (${codeOf(error)})` }
}

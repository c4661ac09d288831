import { posix } from 'node:path'
import { isInside, readInside } from './inside.ts'
import type { SourceListing } from './source-files.ts'

/** Finds a file of the repository by the path that an import gives, as compilers and bundlers do. */
export interface FileLookup {
  /** `path` relative to `folder`, both inside the root; the extension may be missing, or that of the output. */
  find(folder: string, path: string): string | undefined
  readJson(path: string): string | undefined
}

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.d.ts']
/** Code that is not listed is built, installed or ignored. */
const CODE = /\.[cm]?[jt]sx?$/
/** An import names the output; the source stands beside it. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
}

export function createFileLookup(root: string, listing: SourceListing): FileLookup {
  const listed = new Set(listing.files.map((file) => file.path))
  const folders = new Set([''])
  for (const { path } of listing.files) addFolders(folders, path)
  return {
    find(folder, path) {
      const target = posix.join(folder, path)
      if (target === '..' || target.startsWith('../') || target.startsWith('/')) return undefined
      const plain = target === '.' || target === './' ? '' : target.replace(/\/$/, '')
      return sourceAt(listed, folders, plain) ?? assetAt(root, plain)
    },
    readJson: (path) => readInside(root, path)?.text,
  }
}

function addFolders(folders: Set<string>, path: string): void {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const folder = path.slice(0, end)
    if (folders.has(folder)) return
    folders.add(folder)
  }
}

/** The file itself, the source of that output, with an extension, or the index of the folder. */
function sourceAt(
  listed: ReadonlySet<string>,
  folders: ReadonlySet<string>,
  path: string,
): string | undefined {
  if (listed.has(path)) return path
  const extension = posix.extname(path)
  const stem = path.slice(0, path.length - extension.length)
  for (const one of SOURCES[extension] ?? []) if (listed.has(stem + one)) return stem + one
  for (const one of EXTENSIONS) if (listed.has(path + one)) return path + one
  if (!folders.has(path)) return undefined
  const index = path === '' ? 'index' : `${path}/index`
  const found = EXTENSIONS.find((one) => listed.has(index + one))
  return found && index + found
}

/** A file that is no code: JSON, a text, a prompt. */
function assetAt(root: string, path: string): string | undefined {
  if (path === '' || path.includes('node_modules')) return undefined
  const name = /\.[a-z]+$/.test(path) ? path : `${path}.json`
  return CODE.test(name) || !isInside(root, name) ? undefined : name
}

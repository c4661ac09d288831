import { posix } from 'node:path'
import { isInside, readInside } from './inside.ts'
import type { SourceListing } from './source-files.ts'

/** Finds a file of the repository by the path that an import gives, as compilers and bundlers do. */
export interface FileLookup {
  /** `path` relative to `folder`, both inside the root; the extension may be missing, or that of the output. */
  find(folder: string, path: string): string | undefined
  readJson(path: string): string | undefined
}

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.d.ts']
/** An import names the output; the source stands beside it. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
}

export function createFileLookup(root: string, listing: SourceListing): FileLookup {
  const listed = new Set(listing.files.map((file) => file.path))
  const folders = new Set(listing.files.flatMap((file) => foldersOf(file.path)))
  return {
    find(folder, path) {
      const target = posix.join(folder, path)
      if (target === '..' || target.startsWith('../') || target.startsWith('/')) return undefined
      const plain = target === '.' || target === './' ? '' : target.replace(/\/$/, '')
      return (
        candidates(plain).find((one) => listed.has(one)) ??
        (folders.has(plain) ? undefined : asset(root, plain))
      )
    },
    readJson: (path) => readInside(root, path)?.text,
  }
}

function candidates(path: string): string[] {
  const extension = posix.extname(path)
  const sources = (SOURCES[extension] ?? []).map((one) => path.slice(0, -extension.length) + one)
  const folder = path === '' ? 'index' : `${path}/index`
  return [
    path,
    ...sources,
    ...(path === '' ? [] : EXTENSIONS.map((one) => path + one)),
    ...EXTENSIONS.map((one) => folder + one),
  ]
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'))
}

/** A file that is no code: JSON, a text, a prompt. */
function asset(root: string, path: string): string | undefined {
  if (path === '' || path.includes('node_modules')) return undefined
  if (isInside(root, path)) return path
  return isInside(root, `${path}.json`) ? `${path}.json` : undefined
}

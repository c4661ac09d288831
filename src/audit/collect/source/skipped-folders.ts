import { readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'

const NEVER = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  'dist',
  'coverage',
  'storybook-static',
  '__pycache__',
  'venv',
  'site-packages',
])
/** Dot folders hold caches, builds and settings; workflows of a repository may hold scripts. */
const KEPT_DOT_FOLDERS = new Set(['.github'])
/** Output where they hold no source, source where they do: a build tool has a folder `build` of its own. */
const MAYBE_OUTPUT = new Set(['build', 'out', 'lib', 'es', 'esm', 'cjs', 'output'])

/** Folders that are installed or built, whatever the ignore files say. `siblings`: names beside it. */
export function isSkippedFolder(root: string, path: string, siblings: ReadonlySet<string>): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (name.startsWith('.')) return !KEPT_DOT_FOLDERS.has(name)
  if (NEVER.has(name)) return true
  return MAYBE_OUTPUT.has(name) && siblings.has('package.json') && isCompiled(join(root, path), 3)
}

/** Holds declarations or source maps beside scripts, and no TypeScript source. */
function isCompiled(folder: string, depth: number): boolean {
  let compiled = false
  const folders = [{ folder, depth }]
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    for (const entry of entriesOf(at.folder)) {
      if (entry.isDirectory() && at.depth > 0)
        folders.push({ folder: join(at.folder, entry.name), depth: at.depth - 1 })
      else if (/\.d\.[cm]?ts$|\.[cm]?js\.map$/.test(entry.name)) compiled = true
      else if (/\.[cm]?tsx?$/.test(entry.name)) return false
    }
  }
  return compiled
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

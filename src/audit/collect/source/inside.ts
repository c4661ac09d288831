import { realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { readText, type ReadText } from './read-text.ts'

/** True for a file that lies inside the root also after all links are followed. */
export function isInside(root: string, path: string): boolean {
  try {
    const absolute = join(root, path)
    if (statSync(absolute, { throwIfNoEntry: false })?.isFile() !== true) return false
    return realpathSync(absolute).startsWith(root.endsWith(sep) ? root : root + sep)
  } catch {
    return false
  }
}

/** Any file of the repository that is no source: settings, prompts. Undefined where there is none inside the root. */
export function readInside(root: string, path: string): ReadText | undefined {
  return isInside(root, path) ? readText(join(root, path)) : undefined
}

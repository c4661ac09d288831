import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** sha256 over the names and contents of files and folders: unlike times, it survives a clone and a checkout. */
export function contentHash(root, paths, isWanted = () => true) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap((path) => filesIn(root, path)).filter(isWanted)) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesIn(root, path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [path]
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesIn(root, `${path}/${name}`))
}

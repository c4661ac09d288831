import { existsSync, readdirSync, statSync } from 'node:fs'
import { errorClasses, folders } from '../../architecture.mjs'
import { replaceRegion } from './region.mjs'
import { code, table } from './table.mjs'

export const folderTable = {
  path: 'ARCHITECTURE.md',
  make: (page) =>
    replaceRegion(
      page,
      'folders',
      table(
        ['folder of `src/`', 'holds', 'may import', 'pure'],
        folders.filter(({ path }) => isThere(path)).map(row),
      ),
    ),
}

function row({ path, holds, mayImport, pure }) {
  const imports = mayImport.filter((name) => name !== errorClasses && isThere(name))
  return [code(path), holds, imports.map(code).join(', ') || 'nothing', pure ? pureness(pure) : '']
}

const pureness = (packages) => (packages.length ? `yes, but for ${packages.map(code).join(', ')}` : 'yes')

/** A file, or a folder with a file in it: empty folders are not in a clone. */
function isThere(path) {
  const full = `src/${path}`
  if (!existsSync(full)) return false
  return (
    statSync(full).isFile() || readdirSync(full, { recursive: true }).some((name) => name.endsWith('.ts'))
  )
}

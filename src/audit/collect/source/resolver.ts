import { isBuiltin } from 'node:module'
import { createAliases } from './path-aliases.ts'
import { createFileLookup } from './file-lookup.ts'
import { externalOf } from './external.ts'
import type { SourceListing } from './source-files.ts'
import { createWorkspace } from './workspace.ts'

export type Resolution =
  | { readonly file: string }
  /** `subpath` without its slash: `openai`, `helpers/zod`. */
  | { readonly external: string; readonly subpath: string }

/** What a specifier means in a file of the repository. Only files inside the root, and none of node_modules. */
export interface Resolver {
  resolve(fromPath: string, specifier: string): Resolution | undefined
}

const BUILT = /^((?:\.{1,2}\/)+)(?:dist|build|lib|out)\/(?:src\/)?/

export function createResolver(root: string, listing: SourceListing): Resolver {
  const lookup = createFileLookup(root, listing)
  const aliases = createAliases(lookup, listing)
  const workspace = createWorkspace(lookup, listing)
  const known = new Map<string, Map<string, Resolution | undefined>>()

  const resolveBare = (from: string, specifier: string): Resolution | undefined => {
    if (isBuiltin(specifier)) return externalOf(specifier)
    const file =
      aliases.resolve(from, specifier) ?? workspace.resolve(from, specifier) ?? aliases.guess(from, specifier)
    return file === undefined ? externalOf(specifier) : { file }
  }

  const resolveRelative = (folder: string, specifier: string): Resolution | undefined => {
    // A starter script in `bin/` imports what is built: its source is meant.
    const file = lookup.find(folder, specifier) ?? lookup.find(folder, specifier.replace(BUILT, '$1src/'))
    return file === undefined ? undefined : { file }
  }

  return {
    resolve(fromPath, specifier) {
      const folder = fromPath.slice(0, Math.max(0, fromPath.lastIndexOf('/')))
      let inFolder = known.get(folder)
      if (inFolder === undefined) known.set(folder, (inFolder = new Map<string, Resolution | undefined>()))
      else if (inFolder.has(specifier)) return inFolder.get(specifier)
      // `?raw`, `?url` and the like are for bundlers.
      const plain = specifier.replace(/(?<=.)\?[^/]*$/, '')
      const isRelative = plain === '.' || plain === '..' || /^\.\.?\//.test(plain)
      const found = isRelative ? resolveRelative(folder, plain) : resolveBare(folder, plain)
      inFolder.set(specifier, found)
      return found
    },
  }
}

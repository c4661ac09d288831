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

export function createResolver(root: string, listing: SourceListing): Resolver {
  const lookup = createFileLookup(root, listing)
  const aliases = createAliases(lookup, listing)
  const workspace = createWorkspace(lookup, listing)
  const known = new Map<string, Resolution | undefined>()

  const resolveBare = (from: string, specifier: string): Resolution | undefined => {
    if (isBuiltin(specifier)) return externalOf(specifier)
    const file =
      aliases.resolve(from, specifier) ?? workspace.resolve(from, specifier) ?? aliases.guess(from, specifier)
    return file === undefined ? externalOf(specifier) : { file }
  }

  const resolveRelative = (folder: string, specifier: string): Resolution | undefined => {
    const file = lookup.find(folder, specifier)
    return file === undefined ? undefined : { file }
  }

  return {
    resolve(fromPath, raw) {
      // `?raw`, `?url` and the like are for bundlers.
      const specifier = raw.replace(/(?<=.)\?[^/]*$/, '')
      const folder = fromPath.slice(0, Math.max(0, fromPath.lastIndexOf('/')))
      const key = `${folder}\0${specifier}`
      if (known.has(key)) return known.get(key)
      const isRelative = specifier === '.' || specifier === '..' || /^\.\.?\//.test(specifier)
      const found = isRelative ? resolveRelative(folder, specifier) : resolveBare(folder, specifier)
      known.set(key, found)
      return found
    },
  }
}

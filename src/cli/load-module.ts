import { pathToFileURL } from 'node:url'

/** Resolves to what a file, or a package as seen `from` a file, exports; rejects with whatever it throws. */
export type ModuleLoader = (name: string, from?: string) => Promise<Readonly<Record<string, unknown>>>

/**
 * Loads TypeScript and JavaScript files as they are. What they import as 'twelvefold' is this very copy of it,
 * wherever they lie: so `npx twelvefold` runs agents of any project, and both hold the same classes.
 */
export async function createModuleLoader(cacheFolder: string): Promise<ModuleLoader> {
  const [{ createJiti }, front, prompts, sqlite, stateless] = await Promise.all([
    import('jiti'),
    import('../index.ts'),
    import('../runtime/prompts/index.ts'),
    import('../runtime/store/sqlite/index.ts'),
    import('../runtime/stateless/index.ts'),
  ])
  const jiti = createJiti(import.meta.url, {
    fsCache: cacheFolder,
    interopDefault: false,
    virtualModules: {
      twelvefold: front,
      'twelvefold/prompts': prompts,
      'twelvefold/store/sqlite': sqlite,
      'twelvefold/stateless': stateless,
    },
  })
  return (name, from) => {
    const parent = from === undefined ? {} : { parentURL: pathToFileURL(from).href }
    return jiti.import<Record<string, unknown>>(name, parent)
  }
}

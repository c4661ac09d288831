import { existsSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { makeFolder } from '../runtime/store/sqlite/make-folder.ts'
import { sqliteStore, type SqliteStore } from '../runtime/store/sqlite/sqlite-store.ts'
import { StoreUnusable, ThreadNotFound } from '../runtime/twelvefold-error.ts'
import type { Invocation } from './command.ts'

export const FOLDER = '.twelvefold'

/** Opens the store of an invocation and closes it, whatever happens. A missing one is made only by `create`. */
export async function withStore<T>(
  { globals }: Invocation,
  use: (store: SqliteStore) => Promise<T>,
  { create = false }: { readonly create?: boolean } = {},
): Promise<T> {
  if (!create && !existsSync(globals.store)) {
    throw new ThreadNotFound(`there is no store ${globals.store}, so there is no thread`, {
      hint: 'npx twelvefold run AGENT "…" makes one; --store FILE names another',
    })
  }
  if (create) makeOwnFolder(dirname(globals.store))
  const store = await sqliteStore({ path: globals.store })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

/** `.twelvefold` stays out of version control by itself. @throws StoreUnusable */
export function makeOwnFolder(folder: string): void {
  try {
    makeFolder(folder)
    const ignore = join(folder, '.gitignore')
    if (basename(folder) === FOLDER && !existsSync(ignore)) writeFileSync(ignore, '*\n')
  } catch (cause) {
    throw new StoreUnusable(`the folder ${folder} cannot be made: ${(cause as Error).message}`, {
      hint: 'name a file in another folder with --store',
      cause,
    })
  }
}

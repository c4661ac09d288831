import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'

/** Makes a folder, hands it over, and removes it whatever happens: what was opened in it must be closed by then. */
export async function withTemporaryFolder<Result>(
  callback: (folder: string) => Promise<Result> | Result,
): Promise<Result> {
  const folder = await mkdtemp(join(inject('temporaryRoot'), 'folder-'))
  try {
    return await callback(folder)
  } finally {
    // Windows keeps files of a process that has just ended for a moment.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

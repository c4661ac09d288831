import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A folder for the stores of one bench, removed afterwards. It lies in the repository: on the disk that people use,
 * and not in a temporary folder that may be memory, where a sync costs nothing.
 */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const parent = join('.twelvefold', 'bench')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'run-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

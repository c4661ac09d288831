import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/** Level by level: `recursive` never comes back from a folder in which nothing can be made, such as /proc, on Node 20. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (thrown) {
    // Another process was faster.
    if (!existsSync(folder)) throw thrown
  }
}

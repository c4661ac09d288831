import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder in which `withTemporaryFolder` makes its folders. */
    temporaryRoot: string
  }
}

/** One folder for the whole run. A folder left in it when the run ends is a leak, and fails the run. */
export default function temporaryRoot(project: TestProject): () => void {
  const root = mkdtempSync(join(tmpdir(), 'twelvefold-test-'))
  project.provide('temporaryRoot', root)
  return () => {
    const left = readdirSync(root)
    rmSync(root, { recursive: true, force: true })
    if (left.length) throw new Error(`leak: temporary folders were left behind: ${left.join(', ')}`)
  }
}

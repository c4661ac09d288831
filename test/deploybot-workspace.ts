import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../scripts/make-workspace.mjs', import.meta.url))

/** What `npm start` makes: a repository with v1.3.1, v1.3.2 and v1.4.0; production at v1.3.2, staging at v1.4.0. */
export function makeWorkspace(folder: string): string {
  execFileSync(process.execPath, [script, folder], { stdio: 'inherit' })
  return join(folder, 'repository')
}

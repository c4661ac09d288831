import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A file that people wrote, to be copied to where it counts as the repository's own. */
export interface RealFile {
  /** Where it goes: no folder in it is skipped or taken for tests. */
  readonly path: string
  readonly text: string
}

const SOURCE = /\.[cm]?[jt]sx?$/
const OTHER = /\.d\.[cm]?ts$|\.min\.[cm]?js$|\.(?:test|spec|bench|stories|generated|gen)\.|^test-/
const TESTS =
  /^(?:__\w+__|tests?|e2e|evals?|specs?|fixtures|mocks|cypress|generated|vendor(?:ed)?|examples?)$/
const LARGEST = 200_000
/** Files that reach a model by themselves would make a mixed repository a dense one: the bench says which files do. */
const MODEL =
  /["'](?:ai|openai|@ai-sdk\/|@openai\/|@anthropic-ai\/|@langchain\/|langchain|@modelcontextprotocol\/)|\/v1\/\w/

/** The sources under a folder, in the order of their paths; `node_modules` itself may be that folder. */
export function realFiles(folder: string): RealFile[] {
  const files: RealFile[] = []
  const walk = (relative: string): void => {
    for (const entry of readdirSync(join(folder, relative), { withFileTypes: true })) {
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`
      if (entry.isDirectory() && !entry.name.startsWith('.') && !TESTS.test(entry.name)) walk(path)
      else if (entry.isFile() && SOURCE.test(entry.name) && !OTHER.test(entry.name)) add(path)
    }
  }
  const add = (path: string): void => {
    if (statSync(join(folder, path)).size > LARGEST) return
    const text = readFileSync(join(folder, path), 'utf8')
    if (!MODEL.test(text)) files.push({ path: ownPath(path), text })
  }
  walk('')
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** `dist` and the like would be taken for what is built, `node_modules` for what is installed. */
function ownPath(path: string): string {
  const renamed = path
    .split('/')
    .map((part) => (/^(?:dist|build|out|node_modules)$/.test(part) ? `_${part}` : part))
  return renamed.join('/')
}

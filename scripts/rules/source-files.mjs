// The files that the house rules read, each parsed once, when a rule first asks for its syntax tree.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const FOLDERS = ['src', 'agents', 'examples', 'bench', 'scripts', 'test']
const SKIPPED = new Set(['node_modules', 'fixtures', 'dist', '.twelvefold'])

export function readSources(root) {
  const paths = FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    walk(root, folder),
  )
  return paths.sort().map((path) => sourceFile(path, readFileSync(join(root, path), 'utf8')))
}

/** `tree` is parsed lazily: most rules look at a few folders only. */
function sourceFile(path, text) {
  let tree
  return {
    path,
    text,
    get tree() {
      tree ??= ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)
      return tree
    },
  }
}

function walk(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(root, path)
    return /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith('.generated.ts') ? [path] : []
  })
}

export const isTest = (path) => /\.(test|contract|fixture)\.tsx?$/.test(path)
export const isUnder = (path, folder) =>
  path === `src/${folder}` || path.startsWith(`src/${folder.replace(/\/$/, '')}/`)

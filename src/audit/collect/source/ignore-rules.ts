import { join } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { readText } from './read-text.ts'

/** What the ignore files from the root down to one folder say. Folders are asked about with a `/` at the end. */
export interface IgnoreRules {
  ignores(path: string): boolean
  /** The rules inside a folder that holds these files: no links, no pipes. */
  within(root: string, folder: string, names: ReadonlySet<string>): IgnoreRules
}

interface Frame {
  readonly base: string
  readonly rules: Ignore
}

const IGNORE_FILES = ['.gitignore', '.ignore']

/** `include` and `exclude` are patterns of the user, stronger than any ignore file. */
export function createIgnoreRules(include: readonly string[], exclude: readonly string[]): IgnoreRules {
  const wanted = include.length > 0 ? ignore().add([...include]) : undefined
  const unwanted = exclude.length > 0 ? ignore().add([...exclude]) : undefined
  const isRefused = (path: string): boolean =>
    unwanted?.ignores(path) === true || (wanted !== undefined && !path.endsWith('/') && !wanted.ignores(path))
  return rulesOf([], isRefused)
}

function rulesOf(frames: readonly Frame[], isRefused: (path: string) => boolean): IgnoreRules {
  return {
    ignores: (path) => isRefused(path) || isIgnored(frames, path),
    within(root, folder, names) {
      const patterns = IGNORE_FILES.filter((name) => names.has(name)).map((name) =>
        harmless(readText(join(root, folder, name)).text),
      )
      if (patterns.length === 0) return this
      const base = folder === '' ? '' : `${folder}/`
      return rulesOf([...frames, { base, rules: ignore().add(patterns.join('\n')) }], isRefused)
    },
  }
}

/** The deepest ignore file that says anything about the path has the last word. */
function isIgnored(frames: readonly Frame[], path: string): boolean {
  for (let at = frames.length - 1; at >= 0; at--) {
    const { base, rules } = frames[at]!
    const answer = rules.test(path.slice(base.length))
    if (answer.ignored) return true
    if (answer.unignored) return false
  }
  return false
}

/** Without patterns of many stars, which a matcher may try for ever: nobody needs them. */
function harmless(patterns: string): string {
  return patterns
    .split('\n')
    .filter((pattern) => pattern.length < 500 && pattern.split('*').length < 10)
    .join('\n')
}

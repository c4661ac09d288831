// twelvefold.json: data, never executed. Nothing outside the audited folder is read for it, but for the file that the
// command line names.
import { readFileSync, realpathSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { ConfigurationInvalid } from '../audit-error.ts'
import type { Profile } from '../catalogue/profile.ts'
import type { Level } from '../catalogue/requirement.ts'
import { checkKeys, type Located } from './configuration-keys.ts'
import { isRecord, parseJsonc } from './source/jsonc.ts'

const CONFIGURATION_FILE = 'twelvefold.json'

/** Every key is optional; in a file that extends others, its own keys win. */
export interface Configuration {
  readonly profile?: Profile
  /** Patterns as in .gitignore: where given, nothing else is audited. */
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  /** The agents that there are: how many at least, or their names. */
  readonly agents?: number | readonly string[]
  readonly gate?: {
    readonly requirements?: readonly string[]
    readonly levels?: readonly Level[]
    /** A report made with `--json`: failures that stand in it do not count. Absolute once read. */
    readonly noNewFailures?: string
    /** The least raw figure. Weak: a figure moves with what is counted; name requirements instead. */
    readonly raw?: number
  }
  readonly policy?: {
    /** Names of tools that may change something without anyone's approval. */
    readonly lowStakes?: readonly string[]
  }
  /** For the runtime, which reads it from the same file: what models cost, by `provider/model`, a million tokens. */
  readonly prices?: Readonly<Record<string, ModelPrice>>
  /** For the runtime: how far agents may start agents. */
  readonly children?: { readonly depth?: number; readonly atOnce?: number; readonly total?: number }
}

interface ModelPrice {
  readonly input: number
  readonly output: number
  readonly cachedInput?: number
  readonly cacheWrite?: number
}

/**
 * The configuration of a folder; empty where there is none. `file`, when given, is used instead and must exist.
 * @throws ConfigurationInvalid
 */
export function readConfiguration(root: string, file?: string): Configuration {
  const path = file === undefined ? resolve(root, CONFIGURATION_FILE) : resolve(file)
  const text = readIfThere(path)
  if (text === undefined && file === undefined) return {}
  if (file === undefined && !isInside(path, root)) {
    throw new ConfigurationInvalid(`${CONFIGURATION_FILE} is a link out of the audited folder`, {
      hint: 'name the file itself: --config FILE',
    })
  }
  const inside = file === undefined ? root : dirname(path)
  if (text === undefined) throw new ConfigurationInvalid(`there is no configuration at ${path}`, {})
  return load({ path, text, inside, chain: [] })
}

interface Loading {
  readonly path: string
  readonly text: string
  /** What is extended lies in this folder. */
  readonly inside: string
  /** Files that led here. */
  readonly chain: readonly string[]
}

function load({ path, text, inside, chain }: Loading): Configuration {
  const name = (relative(inside, path) || path).replaceAll(sep, '/')
  const value = parseJsonc(text)
  if (!isRecord(value)) {
    throw new ConfigurationInvalid(`${name} is no JSON object`, {
      hint: 'comments and trailing commas are fine, code is not',
    })
  }
  checkKeys(value, { name, text })
  const { extends: parents = [], $schema: _, ...own } = value as RawConfiguration
  const base = [parents].flat().map((parent) => {
    const next = parentPath(parent, { path, inside, located: { name, text } })
    if ([...chain, path].includes(next.path)) {
      throw new ConfigurationInvalid(`${name} extends itself by way of ${parent}`, {
        hint: 'take one "extends" out',
      })
    }
    return load({ ...next, inside, chain: [...chain, path] })
  })
  return Object.assign({}, ...base, withAbsoluteBaseline(own, path, inside)) as Configuration
}

type RawConfiguration = Configuration & {
  readonly $schema?: string
  readonly extends?: string | readonly string[]
}

function withAbsoluteBaseline(own: Configuration, path: string, inside: string): Configuration {
  const baseline = own.gate?.noNewFailures
  if (baseline === undefined) return own
  const noNewFailures = resolve(dirname(path), baseline)
  if (!isInside(noNewFailures, inside)) {
    throw new ConfigurationInvalid(
      `"gate.noNewFailures" names ${baseline}, which is not in the audited folder`,
      {
        hint: `make it: npx twelvefold audit --json --out ${baseline}`,
      },
    )
  }
  return { ...own, gate: { ...own.gate, noNewFailures } }
}

function parentPath(
  parent: string,
  { path, inside, located }: { readonly path: string; readonly inside: string; readonly located: Located },
): { readonly path: string; readonly text: string } {
  const found = resolve(dirname(path), parent)
  const wrong = (what: string, hint: string): ConfigurationInvalid =>
    new ConfigurationInvalid(`${located.name}: "extends" names ${parent}, ${what}`, { hint })
  if (!found.endsWith('.json') && !found.endsWith('.jsonc')) {
    throw wrong('which is no JSON file', 'a configuration is data: extend a .json file')
  }
  const text = isInside(found, inside) ? readIfThere(found) : undefined
  if (text !== undefined) return { path: found, text }
  const isOutside = relative(inside, found).startsWith('..')
  throw isOutside
    ? wrong('which lies outside the audited folder', 'copy the file into it')
    : wrong('which cannot be read', 'the path is relative to the file that extends')
}

/** Also of what a link leads to. */
function isInside(path: string, folder: string): boolean {
  try {
    const [file, root] = [realpathSync(path), realpathSync(folder)]
    return file.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)
  } catch {
    return false
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new ConfigurationInvalid(`${path} cannot be read`, { cause })
  }
}

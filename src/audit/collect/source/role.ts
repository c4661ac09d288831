import type { Role, SourceFile } from './source-file.ts'

const DECLARATION = /\.d\.(?:\w+\.)?[cm]?ts$/
const GENERATED =
  /(?:^|\/)(?:baml_client|generated|__generated__)\/|\.(?:generated|gen|pb)\.[cm]?[jt]sx?$|_pb\.[cm]?[jt]s$/
const VENDORED = /(?:^|\/)(?:vendor|vendored|third[_-]party)\/|\.min\.[cm]?js$/
const TEST_NAME = /\.(?:test|spec|tests|specs|e2e|e2e-spec|eval|evals|bench|cy|stories)\.[cm]?[jt]sx?$/
const TEST_FOLDER =
  /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|__snapshots__|tests?|e2e|evals?|specs|fixtures|mocks|cypress)\//
/** Scripts that somebody runs by hand: `test-agent.ts` at the root or among the scripts. */
const AD_HOC_TEST = /^(?:scripts?\/)?test-[^/]*\.[cm]?[jt]sx?$/
/** Names that production files have too: the text decides. */
const MAYBE_TEST =
  /(?:^|\/)(?:tests?|specs?|(?:test|spec|tests)[-_.][^/]*|[^/]*[-_](?:test|tests|spec))\.[cm]?[jt]sx?$|(?:^|\/)(?:testing|spec|test-?(?:utils|helpers|kit))\//i
const EXAMPLE = /^(?:[^/]+\/){0,2}(?:examples?|demos?|samples?|playgrounds?|docs|cookbook|tutorials?)\//

const TEST_FRAMEWORK =
  /["'`](?:vitest|@jest\/globals|jest|mocha|chai|node:test|bun:test|ava|tape|uvu|@playwright\/test|cypress|supertest|@testing-library\/[\w-]+)["'`]|(?<![.\w$])(?:describe|it|test)(?:\.\w+)?\(\s*["'`]/

const HEAD = 1000
const GENERATED_HEADER =
  /@generated\b|\bdo not (?:edit|modify)\b.{0,80}\bgenerated\b|\bgenerated\b.{0,80}\bdo not (?:edit|modify)\b|\b(?:auto[- ]?generated|automatically generated|code generated) (?:by|from|file)\b/is

/** What a path says by itself. */
export function pathRole(path: string): Role {
  if (DECLARATION.test(path)) return 'declaration'
  if (GENERATED.test(path)) return 'generated'
  if (VENDORED.test(path)) return 'vendored'
  if (TEST_NAME.test(path) || TEST_FOLDER.test(path) || AD_HOC_TEST.test(path)) return 'test'
  // What stands under `src` is built and shipped, whatever it is called.
  const beforeSource = path.replace(/(?:^|\/)(?:src|app|lib)\/.*$/, '/')
  return EXAMPLE.test(beforeSource) ? 'example' : 'production'
}

/** A repository of examples is audited for its examples: they are all that it has. */
export function examplesInContext(files: readonly SourceFile[]): SourceFile[] {
  const hasProduct = files.some((file) => file.role === 'production' && !isConfiguration(file.path))
  return files.map((file) =>
    file.role === 'example' && !hasProduct ? { ...file, role: 'production' as const } : file,
  )
}

function isConfiguration(path: string): boolean {
  return /(?:^|\/)(?:[^/]*\.config|\.[^/]*|\w*rc)\.[cm]?[jt]s$|^scripts\//.test(path)
}

/** The role once the text is known: what the path could not tell. */
export function roleOf(file: Pick<SourceFile, 'path' | 'role'>, text: string): Role {
  if (file.role !== 'production' && file.role !== 'example') return file.role
  const head = commentsAtTop(text)
  if (head !== '' && GENERATED_HEADER.test(head)) return 'generated'
  if (isBundle(file.path, text)) return 'vendored'
  if (MAYBE_TEST.test(file.path) && TEST_FRAMEWORK.test(text)) return 'test'
  return file.role
}

function commentsAtTop(text: string): string {
  const top = /^(?:\s*(?:#![^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/|["']use \w+["'];?))+/.exec(text.slice(0, HEAD))
  return top?.[0] ?? ''
}

const LONG_LINE = 5000
const SMALLEST_BUNDLE = 16_000

/** Most of the text stands in lines that nobody can read. A short file in one line is somebody's own joke. */
function isBundle(path: string, text: string): boolean {
  if (text.length < SMALLEST_BUNDLE || /\.[cm]?tsx?$/.test(path)) return false
  let long = 0
  let start = 0
  while (start < text.length) {
    const end = text.indexOf('\n', start)
    const length = (end === -1 ? text.length : end) - start
    if (length > LONG_LINE) long += length
    start += length + 1
  }
  return long > text.length / 2
}

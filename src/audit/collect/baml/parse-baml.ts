import type { BamlFile, BamlFunction, BamlParameter, BamlProblem } from './baml-file.ts'
import { closing, entriesOf, firstValue, inside, isMark, split, textOf, typeOf, wordsIn } from './blocks.ts'
import { classOf, enumOf } from './declared-types.ts'
import { tokensOf, type Token, type Tokens } from './tokens.ts'

type Mutable<T> = { -readonly [key in keyof T]: T[key] extends readonly (infer One)[] ? One[] : T[key] }

/** One declaration: its keyword, its name, and the brackets after them. */
export interface Declaration {
  readonly tokens: Tokens
  readonly name: string
  /** From the keyword to the end. */
  readonly all: readonly Token[]
  readonly body: readonly Token[]
}

const KEYWORDS = new Set([
  'function',
  'class',
  'enum',
  'type',
  'client',
  'template_string',
  'test',
  'generator',
  'retry_policy',
  'dynamic',
])

/** Never throws. */
export function parseBaml(source: string, path: string): BamlFile {
  const tokens = tokensOf(source)
  const file: Mutable<BamlFile> = {
    path,
    functions: [],
    classes: [],
    enums: [],
    aliases: [],
    clients: [],
    templates: [],
    tests: [],
    generators: [],
    comments: [...tokens.comments],
    problems: [...tokens.problems],
  }
  for (const declared of declarationsOf(tokens, file.problems)) add(file, declared)
  return file
}

function add(file: Mutable<BamlFile>, declared: Declaration): void {
  const { tokens, name, all } = declared
  const span = tokens.span(all[0]!, all.at(-1)!)
  const keyword = all[0]!.value
  if (keyword === 'function')
    file.functions.push({ name, ...signature(declared), ...functionBody(declared), ...span })
  else if (keyword === 'class') file.classes.push({ name, ...classOf(declared), ...span })
  else if (keyword === 'enum') file.enums.push({ name, ...enumOf(declared), ...span })
  else if (keyword === 'type') file.aliases.push({ name, type: typeOf(tokens, afterMark(all, '=')), ...span })
  else if (keyword === 'client') file.clients.push({ name, ...clientOf(declared), ...span })
  else if (keyword === 'template_string') {
    const text = all.findLast((token) => token.kind === 'text')
    const { parameters } = signature(declared)
    file.templates.push({ name, parameters, text: text && textOf(tokens, text), ...span })
  } else if (keyword === 'test') {
    const functions = entriesOf(declared.body).find((entry) => entry.key === 'functions')
    file.tests.push({ name, functions: wordsIn(functions?.values ?? []), ...span })
  } else if (keyword === 'generator') {
    const entries = entriesOf(declared.body)
    const outputType = firstValue(entries, 'output_type')
    file.generators.push({ name, outputType, outputDir: firstValue(entries, 'output_dir'), ...span })
  }
}

function* declarationsOf(tokens: Tokens, problems: BamlProblem[]): Generator<Declaration> {
  const { list, braces } = tokens
  let unknownUntil = 0
  for (let at = 0; at < list.length;) {
    const token = list[at]!
    if (token.start < unknownUntil || !startsDeclaration(tokens, at)) {
      if (isMark(token, '{')) unknownUntil = Math.max(unknownUntil, braces.get(token)?.end ?? 0)
      at++
      continue
    }
    const end = endOf(tokens, at)
    const all = list.slice(at, end.at + 1)
    if (end.broken) problems.push({ reason: 'a block that does not end', ...tokens.span(token, all.at(-1)!) })
    const name = all.slice(1, 6).find(({ kind, value }) => kind === 'word' && value !== 'llm')?.value ?? ''
    yield { tokens, name, all, body: bodyOf(tokens, all) }
    at = end.at + 1
  }
}

function bodyOf({ braces }: Tokens, all: readonly Token[]): readonly Token[] {
  const opened = braces.get(all.at(-1)!)
  const brace = opened === undefined ? -1 : all.indexOf(opened)
  if (brace !== -1) return all.slice(brace + 1, -1)
  const first = all.findIndex((token) => isMark(token, '{'))
  return first === -1 ? [] : all.slice(first + 1)
}

/** A keyword at the start of a line, with a name after it. */
function startsDeclaration({ list }: Tokens, at: number): boolean {
  const token = list[at]!
  const before = list[at - 1]
  const after = list[at + 1]
  return (
    token.kind === 'word' &&
    KEYWORDS.has(token.value) &&
    (before === undefined || before.kind === 'newline' || isMark(before, '}') || before.kind === 'text') &&
    (after?.kind === 'word' || isMark(after, '<'))
  )
}

/** Of the declaration at `from`: a closed block, a text, or the end of its line. */
function endOf(tokens: Tokens, from: number): { at: number; broken: boolean } {
  const { list, source } = tokens
  const keyword = list[from]!.value
  let depth = 0
  for (let at = from + 1; at < list.length; at++) {
    const token = list[at]!
    const startsLine = token.start === 0 || source[token.start - 1] === '\n'
    if (startsLine && startsDeclaration(tokens, at)) return { at: at - 1, broken: keyword !== 'type' }
    if (isMark(token, '{') || isMark(token, '(')) depth++
    if (isMark(token, '}') || isMark(token, ')')) depth--
    if (depth === 0 && isMark(token, '}')) return { at, broken: false }
    if (keyword === 'template_string' && depth === 0 && token.kind === 'text') return { at, broken: false }
    if (keyword === 'type' && depth === 0 && token.kind === 'newline' && !unionGoesOn(list, at))
      return { at: at - 1, broken: false }
  }
  return { at: list.length - 1, broken: keyword !== 'type' }
}

function unionGoesOn(list: readonly Token[], at: number): boolean {
  const next = list.slice(at).find((token) => token.kind !== 'newline')
  return isMark(next, '|') || isMark(list[at - 1], '|') || isMark(list[at - 1], '=')
}

function signature({ tokens, all, body }: Declaration): Pick<BamlFunction, 'parameters' | 'returns'> {
  const head = body.length === 0 ? all : all.slice(0, all.indexOf(body[0]!) - 1)
  const from = head.findIndex((token) => isMark(token, '('))
  const to = from === -1 ? undefined : closing(head, from)
  const inner = to === undefined ? [] : head.slice(from + 1, to)
  return { parameters: parametersOf(tokens, inner), returns: typeOf(tokens, afterMark(head, '->')) }
}

function parametersOf(tokens: Tokens, list: readonly Token[]): BamlParameter[] {
  return split(list, (token) => isMark(token, ',')).flatMap((part) => {
    const own = part.filter((token) => token.kind !== 'newline')
    const [name, second] = own
    if (name?.kind !== 'word') return []
    const type = typeOf(tokens, own.slice(isMark(second, ':') ? 2 : 1))
    return [{ name: name.value, type, ...tokens.span(name, own.at(-1)!) }]
  })
}

function functionBody({ tokens, body }: Declaration): Pick<BamlFunction, 'client' | 'prompt'> {
  const entries = entriesOf(body)
  const prompt = entries
    .find((entry) => entry.key === 'prompt')
    ?.values.find((token) => token.kind === 'text')
  return { client: firstValue(entries, 'client'), prompt: prompt && textOf(tokens, prompt) }
}

function clientOf({ body }: Declaration): Omit<BamlFile['clients'][number], 'name' | 'line' | 'endLine'> {
  const entries = entriesOf(body)
  const options = entriesOf(inside(entries.find((entry) => entry.key === 'options')?.values ?? []))
  const strategy = options.find((entry) => entry.key === 'strategy')?.values ?? []
  return {
    provider: firstValue(entries, 'provider'),
    model: firstValue(options, 'model') ?? firstValue(entries, 'model'),
    strategy: wordsIn(strategy),
    retries: firstValue(entries, 'retry_policy'),
  }
}

function afterMark(list: readonly Token[], mark: string): readonly Token[] {
  const at = list.findIndex((token) => isMark(token, mark))
  const rest = at === -1 ? [] : list.slice(at + 1)
  const brace = rest.findIndex((token) => isMark(token, '{'))
  return brace === -1 ? rest : rest.slice(0, brace)
}

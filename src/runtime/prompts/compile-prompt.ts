import {
  AssignTag,
  CaptureTag,
  Filter,
  ForTag,
  Output,
  toValueSync,
  TypeGuards,
  type Context,
  type Liquid,
  type Template,
} from 'liquidjs'
import { PromptInvalid } from '../twelvefold-error.ts'
import type { Prompt, Variable } from './prompt.ts'
import { INCLUDED, IncludeTag, templateLanguage, type Included } from './template-language.ts'
import { textOf, type UntrustedData } from './untrusted-data.ts'

/** What a render has at hand, under a key that no template can name. */
export interface Rendering extends Included {
  readonly untrusted: UntrustedData
}

export interface Compiled {
  readonly templates: Template[]
  /** Names of declared variables that the body uses. */
  readonly uses: ReadonlySet<string>
  /** Names of prompts that it includes. */
  readonly includes: ReadonlySet<string>
  /** Lines of the file that stand above the body: front matter. */
  readonly above: number
}

/** What is not looked at below is untrusted: nothing is safe by having been overlooked. */
export const liquid: Liquid = templateLanguage(function (this: unknown, value) {
  return renderingOf((this as { readonly context: Context }).context).untrusted.refer('data', value)
})

const compiled = new WeakMap<object, Compiled>()

/** Parses a body and finds where each value that it writes out comes from. @throws PromptInvalid */
export function compilePrompt(prompt: Pick<Prompt, 'name' | 'source' | 'body' | 'variables'>): Compiled {
  const known = compiled.get(prompt)
  if (known) return known
  const made = compile(prompt)
  compiled.set(prompt, made)
  return made
}

interface Found {
  readonly outputs: { readonly output: Output; readonly names: readonly string[] }[]
  /** Names that the body itself gives values to, and the names that each is made of. */
  readonly locals: Map<string, string[]>
  readonly used: Set<string>
  readonly includes: Set<string>
}

function compile({ name, source, body, variables }: Parameters<typeof compilePrompt>[0]): Compiled {
  const above = source.slice(0, Math.max(0, source.lastIndexOf(body))).split('\n').length - 1
  const found: Found = { outputs: [], locals: new Map([['forloop', []]]), used: new Set(), includes: new Set() }
  let templates: Template[]
  try {
    templates = liquid.parse(body, name)
    visit(templates, found)
  } catch (cause) {
    throw new PromptInvalid(`prompt ${name} cannot be read: ${reasonOf(cause, () => above)}`, { cause })
  }
  const unknown = [...found.used].find((one) => !Object.hasOwn(variables, one) && !found.locals.has(one))
  if (unknown !== undefined) {
    throw new PromptInvalid(`prompt ${name} uses ${unknown}, which it does not declare`, {
      hint: `write "${unknown}: string" under "variables", or mend the name`,
    })
  }
  const unsafe = unsafeNames(variables, found.locals)
  for (const { output, names } of found.outputs) guard(output, names.find((one) => unsafe.has(one)))
  const uses = new Set([...found.used].filter((one) => Object.hasOwn(variables, one)))
  return { templates, uses, includes: found.includes, above }
}

function visit(templates: readonly Template[], found: Found): void {
  for (const template of templates) {
    const names = [...(template.arguments?.() ?? [])].flatMap((argument) => [...namesIn(argument)])
    for (const name of names) found.used.add(name)
    if (template instanceof IncludeTag) found.includes.add(template.includes)
    if (template instanceof Output) found.outputs.push({ output: template, names })
    if (template instanceof ForTag) addLocal(found, template.variable, names)
    // What is captured was rendered already: untrusted values stand in it as references.
    if (template instanceof AssignTag || template instanceof CaptureTag) {
      for (const { content } of template.localScope() as Iterable<{ readonly content: string }>) {
        addLocal(found, content, names)
      }
    }
    const children = (template as Template).children?.(false, true)
    if (children) visit(toValueSync(children), found)
  }
}

function addLocal({ locals }: Found, name: string, madeOf: readonly string[]): void {
  locals.set(name, [...(locals.get(name) ?? []), ...madeOf])
}

/** The names that may hold words from outside, wherever in the body they are given their values. */
function unsafeNames(
  variables: Readonly<Record<string, Variable>>,
  locals: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const unsafe = new Set(Object.keys(variables).filter((name) => mayHoldWords(variables[name]!)))
  for (let size = -1; size !== unsafe.size; ) {
    size = unsafe.size
    for (const [name, madeOf] of locals) if (madeOf.some((one) => unsafe.has(one))) unsafe.add(name)
  }
  return unsafe
}

/** Numbers and truth values hold no words, and those of an enum are the file's own. */
function mayHoldWords({ type, trusted }: Variable): boolean {
  return !trusted && (type === 'string' || type === 'list' || type === 'object')
}

/** Replaces the escape that the language put last: by a reference of this name, or by plain text where all is safe. */
function guard(output: Output, unsafe: string | undefined): void {
  const { filters } = output.value
  const token = { name: 'guard', args: [] } as unknown as ConstructorParameters<typeof Filter>[0]
  const write =
    unsafe === undefined
      ? (value: unknown): unknown => (typeof value === 'object' && value !== null ? textOf(value) : value)
      : function (this: { readonly context: Context }, value: unknown): string {
          return renderingOf(this.context).untrusted.refer(unsafe, value)
        }
  filters[filters.length - 1] = new Filter(token, write, liquid)
}

function renderingOf(context: Context): Rendering {
  return (context.globals as { readonly [INCLUDED]: Rendering })[INCLUDED]
}

/** The roots of all variables in a value, a filter's arguments included. */
function* namesIn(part: unknown): Generator<string> {
  if (typeof part !== 'object' || part === null) return
  if (Array.isArray(part)) {
    for (const one of part) yield* namesIn(one)
  } else if (TypeGuards.isPropertyAccessToken(part)) {
    const [root, ...path] = part.props
    if (part.variable) yield* namesIn([part.variable, root])
    else if (root && TypeGuards.isPropertyAccessToken(root)) {
      // `{{ [x] }}` reads the variable whose name is in x: nobody could tell which.
      throw new PromptInvalid('a variable is named by its name, not by another variable')
    } else if (root) yield (root as { readonly content: string | number }).content.toString()
    yield* namesIn(path)
  } else {
    const { initial, postfix, filters, args, lhs, rhs } = part as Readonly<Record<string, unknown>>
    yield* namesIn([initial, postfix, filters, args, lhs, rhs])
  }
}

/** What liquidjs says, with the line of the file, in which front matter comes first. */
export function reasonOf(cause: unknown, above: (name: string) => number): string {
  const [line] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
  return line!.replace(
    /file:(\S+), line:(\d+)/,
    (_, name: string, row: string) => `prompt ${name}, line ${Number(row) + above(name)}`,
  )
}

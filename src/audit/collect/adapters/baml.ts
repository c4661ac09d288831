// BAML: `b.Function()` of a client that is generated from `.baml` files. The prompt and the tools are in those files.
import type { BamlClass, BamlFile, BamlFunction, BamlType } from '../baml/baml-file.ts'
import { type BamlSource, bamlText } from '../program/baml-source.ts'
import type { Program } from '../program/program.ts'
import type { Expression } from '../program/value.ts'
import type { CallSighting, ToolSighting } from '../sighting.ts'
import type { Adapter, Site } from './adapter.ts'
import { argumentNodes, option } from './arguments.ts'
import { callSighting, siteOf, toolSighting } from './make-sighting.ts'

const NAME = 'baml'

const CLIENT = String.raw`^([^:]*\/)?baml_client(\/(index|async_client|sync_client))?(\.[jt]s)?:(b|default|BamlAsyncClient\(\)|BamlSyncClient\(\))(\.b)?(\.withOptions\(\))?`

export const baml: Adapter = {
  name: NAME,
  title: 'BAML',
  packages: /^@boundaryml\/baml(\/|$)|(^|\/)baml_client(\/|$)/,
  // `request` and `parse` make a request and read an answer, and send nothing.
  calls: [{ path: new RegExp(`${CLIENT}(\\.stream)?\\.[A-Z]\\w*$`), see: (site) => [call(site)] }],
}

interface Declared {
  readonly source: BamlSource
  readonly declaration: BamlFunction
  /** The files of the same folder: one project. */
  readonly project: readonly BamlSource[]
}

function call(site: Site): CallSighting {
  const { program, module } = site
  const name = site.path.slice(site.path.lastIndexOf('.') + 1)
  const found = declared(program, module.path, name)
  const given: Expression[] = argumentNodes(site).map((node) => ({ module, node }))
  const last = given.at(-1)
  const options = last && program.evaluate(last)
  const has = (...keys: string[]): boolean => keys.some((key) => option(program, options, key).length > 0)
  const signal = has('signal', 'abortController')
  const isOptions = signal || has('tb', 'client', 'clientRegistry', 'collector', 'onTick')
  const texts = isOptions ? given.slice(0, -1) : given
  const inputs = texts.map((at) => ({ role: 'user' as const, at }))
  const over: Partial<CallSighting> = { signal, retries: 'none', schema: true, inputs }
  if (found === undefined) return callSighting(NAME, `b.${name}`, siteOf(site), over)
  const { source, declaration } = found
  const { prompt, returns } = declaration
  return callSighting(NAME, `b.${name}`, siteOf(site), {
    ...over,
    inputs: [
      ...(prompt === undefined
        ? []
        : [{ role: 'system' as const, at: bamlText(source, prompt, prompt.text) }]),
      ...inputs,
    ],
    tools: toolsOf(found),
    schema: returns.text !== 'string',
    retries: hasRetries(found) ? 'set' : 'none',
  })
}

/** The function of that name in the project that is nearest to the caller: a repository may have several. */
function declared(program: Program, from: string, name: string): Declared | undefined {
  const candidates = program.baml.flatMap((source) =>
    source.file.functions
      .filter((declaration) => declaration.name === name)
      .map((declaration) => ({ source, declaration })),
  )
  const [nearest] = candidates.toSorted(
    (one, other) => shared(other.source.file.path, from) - shared(one.source.file.path, from),
  )
  if (nearest === undefined) return undefined
  const folder = projectOf(nearest.source.file)
  return { ...nearest, project: program.baml.filter(({ file }) => projectOf(file) === folder) }
}

/** How many folders two paths have in common from the top. */
function shared(one: string, other: string): number {
  const others = other.split('/')
  const at = one.split('/').findIndex((part, index) => part !== others[index])
  return at === -1 ? others.length : at
}

function projectOf({ path }: BamlFile): string {
  const folders = path.split('/').slice(0, -1)
  const at = folders.lastIndexOf('baml_src')
  return (at === -1 ? folders : folders.slice(0, at + 1)).join('/')
}

/** One tool per class of the union that the function returns; one class alone is an answer, not a choice. */
function toolsOf(found: Declared): ToolSighting[] {
  const offered = choices(found, found.declaration.returns, 0)
  const isChoice = offered.length > 1 || offered.some(({ type }) => intentOf(type) !== undefined)
  return isChoice ? offered.map(({ source, type }) => toolOf(source, type)) : []
}

interface Choice {
  readonly source: BamlSource
  readonly type: BamlClass
}

const MAX_DEPTH = 5

function choices(found: Declared, type: BamlType, depth: number): Choice[] {
  if (depth > MAX_DEPTH) return []
  const members = type.members.flatMap((name): Choice[] => {
    for (const source of found.project) {
      const alias = source.file.aliases.find((one) => one.name === name)
      if (alias !== undefined) return choices(found, alias.type, depth + 1)
      const own = source.file.classes.find((one) => one.name === name)
      if (own !== undefined) return [{ source, type: own }]
    }
    return []
  })
  const [only] = members
  if (members.length !== 1 || only === undefined || intentOf(only.type) !== undefined) return members
  // `class Step { next: A | B }`: the choice is in the field.
  const inner = only.type.fields
    .map((field) => choices(found, field.type, depth + 1))
    .find((one) => one.length > 1 && one.every(({ type: choice }) => intentOf(choice) !== undefined))
  return inner ?? members
}

function intentOf({ fields }: BamlClass): string | undefined {
  return fields.find(({ literal }) => literal !== undefined)?.literal
}

function toolOf(source: BamlSource, type: BamlClass): ToolSighting {
  const at = bamlText(source, type, type.name)
  return toolSighting(NAME, at, intentOf(type) ?? type.name, {
    described:
      type.description !== undefined || type.fields.some(({ description }) => description !== undefined),
    input: { kind: 'declared', schema: undefined },
    runBy: 'code',
  })
}

function hasRetries({ declaration, project }: Declared): boolean {
  return project.some(({ file }) =>
    file.clients.some(({ name, retries }) => name === declaration.client && retries !== undefined),
  )
}

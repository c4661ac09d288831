// What the small adapters of providers' own SDKs share: a request whose parts have names.
import type { Program } from '../../program/program.ts'
import type { Expression, Value } from '../../program/value.ts'
import type { CallSighting, PromptInput, ToolSighting } from '../../sighting.ts'
import type { Site } from '../adapter.ts'
import { option } from '../arguments.ts'
import { type FoundTools, isGiven, jsonTool, toolsOf } from '../json-tools.ts'
import { callSighting, siteOf } from '../make-sighting.ts'

export interface RawRequest {
  readonly framework: string
  readonly api: string
  /** The objects that hold the options: of the call, and of what it was made from. */
  readonly options: readonly (Value | undefined)[]
  /** Option names, with dots into inner objects. */
  readonly inputs?: Readonly<Record<string, PromptInput['role']>>
  readonly tools?: readonly string[]
  readonly readTool?: (program: Program, value: Value) => ToolSighting | undefined
  readonly schema?: readonly string[]
  readonly signal?: readonly string[]
  readonly retries?: readonly string[]
}

export function rawCall(site: Site, request: RawRequest, over: Partial<CallSighting> = {}): CallSighting {
  const { program } = site
  const { framework, api, options } = request
  const all = (path: string): Expression[] => options.flatMap((one) => within(program, one, path))
  const has = (paths: readonly string[] = []): boolean =>
    paths.some((path) => all(path).some((at) => isGiven(program.evaluate(at))))
  const found = rawTools(program, request, all)
  return callSighting(framework, api, siteOf(site), {
    inputs: Object.entries(request.inputs ?? {}).flatMap(([path, role]) =>
      all(path).map((at) => ({ role, at })),
    ),
    tools: found.tools,
    moreTools: found.more,
    schema: has(request.schema),
    signal: has(request.signal),
    retries: has(request.retries) ? 'set' : 'sdk',
    ...over,
  })
}

function rawTools(program: Program, request: RawRequest, all: (path: string) => Expression[]): FoundTools {
  const read = request.readTool ?? jsonTool(request.framework)
  const lists = (request.tools ?? []).flatMap(all).map((at) => toolsOf(program, program.evaluate(at), read))
  return { tools: lists.flatMap(({ tools }) => tools), more: lists.some(({ more }) => more) }
}

/** The expressions at `config.tools` of an object. */
export function within(program: Program, options: Value | undefined, path: string): Expression[] {
  const [name = '', ...rest] = path.split('.')
  const found = option(program, options, name)
  if (rest.length === 0) return found
  return found.flatMap((at) => within(program, program.evaluate(at), rest.join('.')))
}

/** The first arguments of the calls that a callee is chained from, nearest first: `a.model({…}).chat({…}).send`. */
export function chained(program: Program, callee: Value): Value[] {
  const found: Value[] = []
  let at: Value = callee
  while (at.kind === 'member' || at.kind === 'called') {
    if (at.kind === 'called') {
      const [first] = 'arguments' in at.site.node ? (at.site.node.arguments as never[]) : []
      if (first !== undefined) found.push(program.evaluate({ module: at.site.module, node: first }))
    }
    at = at.of
  }
  return found
}

// Tools as providers' wires want them: a name, a description and a JSON schema in an object literal.
import { elementsOf } from '../program/elements.ts'
import { type Node, isNode } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Value, alternatives, pathOf } from '../program/value.ts'
import type { ToolSighting } from '../sighting.ts'
import { textOf } from './arguments.ts'
import { isListed, serverTools } from './dynamic-tools.ts'

export interface FoundTools {
  readonly tools: readonly ToolSighting[]
  /** Some could not be listed. */
  readonly more: boolean
}

export const noTools: FoundTools = { tools: [], more: false }

/** Tools of a list of values; `read` makes one of a value, or undefined when it is none. */
export function toolsOf(
  program: Program,
  list: Value | undefined,
  read: (program: Program, value: Value) => ToolSighting | undefined,
): FoundTools {
  if (list === undefined) return noTools
  const tools: ToolSighting[] = []
  let more = false
  for (const one of program.uses.resolve(list)) {
    const elements = elementsOf(program, one)
    const server = elements.length === 0 ? serverTools('mcp', one) : undefined
    if (server !== undefined) tools.push(server)
    if (elements.length === 0 && one.kind !== 'array' && one.kind !== 'literal') more = true
    for (const element of elements
      .flatMap((value) => program.uses.resolve(value))
      .flatMap((value) => unconverted(program, value))) {
      const tool = read(program, element) ?? serverTools('mcp', element)
      if (tool === undefined) more = true
      else if (!tools.some((known) => known.at.node === tool.at.node)) tools.push(tool)
    }
  }
  return { tools, more: more && tools.length === 0 ? true : more }
}

const SCHEMA_KEYS = ['parameters', 'input_schema', 'inputSchema', 'parametersJsonSchema', 'schema']

/** `{ type: 'function', function: { name, parameters } }`, `{ name, input_schema }`, `{ name, parameters }`. */
export function jsonTool(framework: string): (program: Program, value: Value) => ToolSighting | undefined {
  return (program, value) => {
    if (value.kind === 'called') {
      const [inner] = unconverted(program, value)
      return inner === undefined || inner === value ? undefined : jsonTool(framework)(program, inner)
    }
    if (value.kind !== 'object') return undefined
    const inner = innerDefinition(program, value)
    const name = textOf(program, program.property(inner, 'name'))
    const at = { module: value.module, node: value.node }
    const type = textOf(program, program.property(value, 'type'))
    const schema = SCHEMA_KEYS.map((key) => program.property(inner, key)).find(isGiven)
    if (name === undefined && type !== undefined && type !== 'function')
      return {
        ...base(framework, at, type),
        runBy: 'provider',
        input: { kind: 'declared', schema: undefined },
      }
    if (name === undefined && schema === undefined) return undefined
    return {
      ...base(framework, at, name ?? 'tool'),
      described: isGiven(program.property(inner, 'description')),
      input: { kind: inputKind(program, schema), schema },
      handler: ['execute', 'handler', 'function', 'callback', 'run', 'func']
        .map((key) => program.property(inner, key))
        .find((one) => [...alternatives(one)].some(({ kind }) => kind === 'function')),
    }
  }
}

function base(framework: string, at: ToolSighting['at'], name: string): ToolSighting {
  return {
    kind: 'tool',
    framework,
    at,
    name,
    described: false,
    input: { kind: 'none', schema: undefined },
    outputSchema: false,
    handler: undefined,
    runBy: 'code',
    gate: undefined,
    agent: undefined,
  }
}

function innerDefinition(program: Program, value: Value): Value {
  const inner = program.property(value, 'function')
  return [...alternatives(inner)].some(({ kind }) => kind === 'object') ? inner : value
}

const CONVERTERS = /:(zodFunction|zodResponsesFunction|betaZodTool|betaTool|zodTool)$/

/** `zodFunction({ name, parameters })`, `betaZodTool({ … })`: the objects inside, all that the parameter may be. */
function unconverted(program: Program, value: Value): Value[] {
  if (value.kind !== 'called' || !CONVERTERS.test(pathOf(value.of) ?? '')) return [value]
  const [first] = 'arguments' in value.site.node ? (value.site.node.arguments as Node[]) : []
  if (first === undefined) return [value]
  return program.uses.resolve(program.evaluate({ module: value.site.module, node: first }))
}

/** True when a property is there: a member of an object that has none stays symbolic. */
export function isGiven(value: Value | undefined): boolean {
  if (value === undefined) return false
  return [...alternatives(value)].some((one) => {
    if (one.kind === 'member') return one.of.kind !== 'instance' && !isOfLiteral(one.of)
    if (one.kind === 'literal') return one.value !== null
    return true
  })
}

/** A tool that declares no input and takes none has nothing to check; one that reads its input has no schema. */
export function undeclared(program: Program, handler: Value | undefined): 'declared' | 'none' {
  const functions = handler === undefined ? [] : program.uses.resolve(handler)
  const takesNothing = functions.every((one) => {
    if (one.kind !== 'function') return false
    const [first] = one.node.params
    return (
      first === undefined ||
      (isNode(first, 'Identifier') && one.module.variableOf(first)?.references.length === 0)
    )
  })
  return functions.length > 0 && takesNothing ? 'declared' : 'none'
}

function inputKind(program: Program, schema: Value | undefined): ToolSighting['input']['kind'] {
  if (schema === undefined) return 'none'
  return isListed(program, schema) ? 'dynamic' : schemaKind(schema)
}

/** `{}.a.b`: nothing. */
function isOfLiteral(value: Value): boolean {
  let at = value
  while (at.kind === 'member') at = at.of
  return ['object', 'array', 'literal'].includes(at.kind)
}

/** `z.any()` and the like accept everything: they are no schema. */
export function schemaKind(schema: Value): 'declared' | 'loose' {
  const path = pathOf(schema) ?? ''
  return /:(z\.|\*\.)?(any|unknown)\(\)$/.test(path) ? 'loose' : 'declared'
}

import { type ClassNode, type Node, isFunction, isNode } from '../../program/node.ts'
import type { Module } from '../../program/module.ts'
import type { Program } from '../../program/program.ts'
import { type Value, alternatives, pathOf } from '../../program/value.ts'
import type { ToolSighting } from '../../sighting.ts'
import { optionValue, textOf } from '../arguments.ts'
import { type FoundTools, isGiven, jsonTool, noTools, schemaKind, toolsOf } from '../json-tools.ts'
import { toolSighting } from '../make-sighting.ts'
import { receiverOf } from '../receiver.ts'
import { NAME, path } from './names.ts'

export const MAKER = path('tool')
export const TOOL_CLASS = path('DynamicStructuredTool|DynamicTool')
export const BASE_CLASS = path('StructuredTool|Tool|RunnableToolLike|BaseTool')
const MADE = path('tool|DynamicStructuredTool|DynamicTool', String.raw`\(\)`)
const CONVERTED = path(
  String.raw`(convertTo|formatTo)OpenAI(Tool|Function)|convertLangChainToolToOpenAI|tool_to_\w+`,
  String.raw`\(\)`,
)
const FROM_RUNNABLE = /\.asTool\(\)$/
const NODE = path('ToolNode|ToolExecutor', String.raw`\(\)`)

/** Tools of a list, a list inside a tool node, or a toolkit's. */
export function toolList(program: Program, list: Value | undefined): FoundTools {
  if (list === undefined) return noTools
  for (const one of program.uses.resolve(list))
    if (one.kind === 'called' && NODE.test(pathOf(one) ?? ''))
      return toolList(program, argumentOf(program, one, 0))
  return toolsOf(program, list, readTool)
}

export function argumentOf(
  program: Program,
  call: Extract<Value, { kind: 'called' }>,
  index: number,
): Value | undefined {
  const node = 'arguments' in call.site.node ? (call.site.node.arguments as Node[])[index] : undefined
  return node === undefined || isNode(node, 'SpreadElement')
    ? undefined
    : program.evaluate({ module: call.site.module, node })
}

function readTool(program: Program, value: Value): ToolSighting | undefined {
  if (value.kind === 'instance') return classTool(program, value.of.module, value.of.node)
  if (value.kind === 'object') return plainTool(program, value)
  if (value.kind !== 'called') return undefined
  const name = pathOf(value) ?? ''
  if (MADE.test(name)) return madeTool(program, value, name)
  if (CONVERTED.test(name)) {
    const inner = argumentOf(program, value, 0)
    return inner && program.uses.resolve(inner).flatMap((one) => readTool(program, one) ?? [])[0]
  }
  if (FROM_RUNNABLE.test(name)) return runnableTool(program, value)
  if (/^zod(\/[^:]*)?:/.test(name))
    return toolSighting(NAME, value.site, 'schema', {
      input: { kind: schemaKind(value), schema: value },
      runBy: 'code',
    })
  return libraryTool(value, name)
}

/** `tool(fn, { name, schema })`, `new DynamicStructuredTool({ name, schema, func })`. */
export function madeTool(
  program: Program,
  value: Extract<Value, { kind: 'called' }>,
  name: string,
): ToolSighting | undefined {
  const isCall = /[:.]tool\(\)$/.test(name)
  const first = argumentOf(program, value, 0)
  const options = isCall ? (argumentOf(program, value, 1) ?? first) : first
  if (options === undefined) return undefined
  const schema = optionValue(program, options, 'schema')
  const handler = isCall ? first : optionValue(program, options, 'func')
  return toolSighting(NAME, value.site, textOf(program, optionValue(program, options, 'name')) ?? 'tool', {
    described: isGiven(optionValue(program, options, 'description')),
    input: isGiven(schema) ? { kind: schemaKind(schema!), schema } : { kind: 'none', schema: undefined },
    handler: handler !== undefined && isGiven(handler) ? handler : undefined,
  })
}

/** `{ name, description, schema, func }`, or a wire's own shape. */
function plainTool(program: Program, value: Extract<Value, { kind: 'object' }>): ToolSighting | undefined {
  const tool = jsonTool(NAME)(program, value)
  if (tool === undefined) return undefined
  const handler = ['func', 'invoke', '_call']
    .map((key) => program.property(value, key))
    .find((one) => [...alternatives(one)].some(({ kind }) => kind === 'function'))
  return { ...tool, handler: tool.handler ?? handler }
}

function runnableTool(program: Program, value: Extract<Value, { kind: 'called' }>): ToolSighting {
  const options = argumentOf(program, value, 0)
  const schema = optionValue(program, options, 'schema')
  return toolSighting(NAME, value.site, textOf(program, optionValue(program, options, 'name')) ?? 'tool', {
    described: isGiven(optionValue(program, options, 'description')),
    input: isGiven(schema) ? { kind: schemaKind(schema!), schema } : { kind: 'none', schema: undefined },
    agent: receiverOf(value.of)?.of,
  })
}

/** `new TavilySearchResults()`, `createRetrieverTool(…)`: what it does is in another package. */
function libraryTool(value: Extract<Value, { kind: 'called' }>, name: string): ToolSighting | undefined {
  const made = /[:.](?:create)?(\w+?)\(\)$/.exec(name)?.[1]
  // `toolkit.getTools()` and the like give lists, not tools.
  if (made === undefined || name.startsWith('global:') || /^get|[Tt]ools$/.test(made)) return undefined
  return toolSighting(NAME, value.site, made, {
    described: true,
    input: { kind: 'declared', schema: undefined },
    runBy: 'provider',
  })
}

/** `class Add extends StructuredTool { name; description; schema; async _call() {} }` */
export function classTool(program: Program, module: Module, node: ClassNode): ToolSighting | undefined {
  const isTool = node.superClass
    ? program.uses
        .resolve(program.evaluate({ module, node: node.superClass }))
        .some((one) => BASE_CLASS.test(pathOf(one) ?? '') || isToolClass(program, one))
    : false
  if (!isTool) return undefined
  const instance: Value = {
    kind: 'instance',
    of: { kind: 'class', module, node },
    site: { module, node },
  }
  const schema = program.property(instance, 'schema')
  const hasSchema = !isInherited(schema)
  const call = program.property(instance, '_call')
  return toolSighting(
    NAME,
    { module, node },
    textOf(program, program.property(instance, 'name')) ?? node.id?.name ?? 'tool',
    {
      described: !isInherited(program.property(instance, 'description')),
      input: hasSchema ? { kind: schemaKind(schema), schema } : { kind: 'none', schema: undefined },
      handler: call.kind === 'function' && isFunction(call.node) ? call : undefined,
    },
  )
}

function isToolClass(program: Program, value: Value): boolean {
  return value.kind === 'class' && classTool(program, value.module, value.node) !== undefined
}

/** A property that no class of the repository sets. */
function isInherited(value: Value): boolean {
  return value.kind === 'member' && (value.of.kind === 'called' || value.of.kind === 'instance')
}

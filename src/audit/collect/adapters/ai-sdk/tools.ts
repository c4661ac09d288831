import type { Program } from '../../program/program.ts'
import { type Expression, type Value, alternatives, pathOf } from '../../program/value.ts'
import type { ToolSighting } from '../../sighting.ts'
import { option, optionValue } from '../arguments.ts'
import { type FoundTools, isGiven, schemaKind } from '../json-tools.ts'
import { toolSighting } from '../make-sighting.ts'
import { toolMap } from './tool-map.ts'

export const NAME = 'ai-sdk'

const MAKER = /^(ai|@ai-sdk\/provider-utils):(\*\.)?(tool|dynamicTool)\(\)$/
const PROVIDER_TOOL = /^@ai-sdk\/[^:]+:.*\.?tools\.\w+\(\)$/

/** The tools of a call or an agent, by name, each with the approval that the options ask for it. */
export function toolsIn(program: Program, options: Value | undefined): FoundTools {
  const { entries, more } = toolMap(program, optionValue(program, options, 'tools'))
  let isMore = more
  const tools = [...entries].flatMap(([name, value]) => {
    const found = program.uses.resolve(value).flatMap((one) => toolFrom(program, name, one) ?? [])
    if (found.length === 0 && value.kind !== 'literal') isMore = true
    return found
      .slice(0, 1)
      .map((tool) => ({ ...tool, gate: tool.gate ?? approvalOf(program, options, name) }))
  })
  return { tools, more: isMore }
}

/** `toolApproval`, and its earlier name: a function for all tools, or an entry by tool. */
function approvalOf(program: Program, options: Value | undefined, name: string): Expression | undefined {
  for (const option_ of ['toolApproval', 'toolNeedsApproval'])
    for (const at of option(program, options, option_)) {
      const value = program.evaluate(at)
      if ([...alternatives(value)].some(({ kind }) => kind === 'object')) {
        const [own] = option(program, value, name)
        if (own !== undefined && !isFalse(program, own)) return own
      } else return at
    }
  return undefined
}

function isFalse(program: Program, at: Expression): boolean {
  const value = program.evaluate(at)
  return value.kind === 'literal' && (value.value === false || value.value === 'not-applicable')
}

/** A tool from what stands under its name: `tool({…})`, a plain object, a provider's tool, another library's. */
export function toolFrom(program: Program, name: string, value: Value): ToolSighting | undefined {
  if (value.kind === 'object')
    return definition(program, name, value, { module: value.module, node: value.node })
  if (value.kind !== 'called') return undefined
  const path = pathOf(value) ?? ''
  const [first] = 'arguments' in value.site.node ? (value.site.node.arguments as never[]) : []
  const given = first === undefined ? undefined : program.evaluate({ module: value.site.module, node: first })
  if (PROVIDER_TOOL.test(path)) {
    const execute = given && program.property(given, 'execute')
    return toolSighting(NAME, value.site, name, {
      described: true,
      input: { kind: 'declared', schema: undefined },
      handler: execute !== undefined && isGiven(execute) ? execute : undefined,
      runBy: execute !== undefined && isGiven(execute) ? 'framework' : 'provider',
    })
  }
  if (MAKER.test(path)) return definition(program, name, given, value.site)
  // A tool that another package makes: known by its place alone.
  if (path !== '' && !path.startsWith('global:'))
    return toolSighting(NAME, value.site, name, {
      described: true,
      input: { kind: 'unknown', schema: undefined },
    })
  return undefined
}

const SCHEMA_KEYS = ['inputSchema', 'parameters']

/** `inputSchema` was `parameters` before version 5. Without `execute`, the loop stops and code elsewhere answers. */
export function definition(
  program: Program,
  name: string,
  options: Value | undefined,
  at: Expression,
): ToolSighting | undefined {
  if (options === undefined) return undefined
  const schema = SCHEMA_KEYS.map((key) => optionValue(program, options, key)).find(isGiven)
  const execute = optionValue(program, options, 'execute')
  if (schema === undefined && execute === undefined && at.node === nodeOf(options)) return undefined
  const [gate] = option(program, options, 'needsApproval').filter((one) => !isFalse(program, one))
  return toolSighting(NAME, at, name, {
    described: isGiven(optionValue(program, options, 'description')),
    input: { kind: schema === undefined ? 'none' : schemaKind(schema), schema },
    outputSchema: isGiven(optionValue(program, options, 'outputSchema')),
    handler: execute,
    runBy: execute === undefined ? 'code' : 'framework',
    gate,
  })
}

function nodeOf(value: Value): unknown {
  return 'node' in value ? value.node : undefined
}

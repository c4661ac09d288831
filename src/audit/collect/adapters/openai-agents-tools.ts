// The tools of OpenAI's Agents SDK: functions, agents as tools, tools that the provider or a server runs.
import { elementsOf, functionsOf } from '../program/elements.ts'
import { isNode, memberName } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, type Value, alternatives, pathOf } from '../program/value.ts'
import type { Sighting, ToolSighting } from '../sighting.ts'
import type { Site } from './adapter.ts'
import { givenTo, option, optionValue, textOf } from './arguments.ts'
import { isGiven, jsonTool, schemaKind } from './json-tools.ts'
import { humanSighting, toolSighting } from './make-sighting.ts'

export const NAME = 'openai-agents'

const PROVIDED =
  /:(webSearch|fileSearch|codeInterpreter|imageGeneration|hostedMcp|toolSearch|programmaticToolCalling)Tool$/
/** Run on this machine, by the framework, through an object that the repository hands in. */
const LOCAL = /:(computer|shell|applyPatch|localShell)Tool$/
const SERVERS = /:(MCPServer\w*|MCPServers(\.\w+)?|connectMcpServers|getAllMcpTools|mcpToFunctionTool)$/

/** The tool that a value is; undefined when it is none. */
export function agentsTool(program: Program, value: Value): ToolSighting | undefined {
  if (value.kind !== 'called') return jsonTool(NAME)(program, value)
  const path = pathOf(value.of)
  if (path === undefined || !path.startsWith('@openai/agents')) return jsonTool(NAME)(program, value)
  const options = givenTo(program, value, 0)
  if (path.endsWith(':tool')) return functionTool(program, value, options)
  if (path.endsWith('.asTool')) return agentTool(program, value, options)
  const name = /:(\w+)$/.exec(path)?.[1] ?? 'tool'
  const local = LOCAL.test(path)
  if (local || PROVIDED.test(path))
    return toolSighting(NAME, value.site, textOf(program, optionValue(program, options, 'name')) ?? name, {
      described: true,
      input: { kind: 'declared', schema: undefined },
      runBy: local ? 'framework' : 'provider',
      gate: option(program, options, 'needsApproval')[0],
    })
  if (!SERVERS.test(path)) return undefined
  return toolSighting(NAME, value.site, 'mcp', {
    described: true,
    input: { kind: 'dynamic', schema: undefined },
    runBy: 'framework',
  })
}

function functionTool(program: Program, value: CalledValue, options: Value | undefined): ToolSighting {
  const schema = optionValue(program, options, 'parameters')
  const handler = optionValue(program, options, 'execute')
  const words = optionValue(program, options, 'errorFunction')
  return toolSighting(NAME, value.site, textOf(program, optionValue(program, options, 'name')) ?? 'tool', {
    described: isGiven(optionValue(program, options, 'description')),
    input: { kind: schema === undefined ? 'unknown' : schemaKind(schema), schema },
    outputSchema: option(program, options, 'outputSchema').length > 0,
    handler,
    runBy: 'framework',
    gate: gateOf(program, options),
    wordsFailures: words !== undefined && functionsOf(program, words).length > 0,
  })
}

function agentTool(program: Program, value: CalledValue, options: Value | undefined): ToolSighting {
  const agent = value.of.kind === 'member' ? value.of.of : undefined
  const name = textOf(program, optionValue(program, options, 'toolName'))
  return toolSighting(NAME, value.site, name ?? 'agent', {
    described: option(program, options, 'toolDescription').length > 0,
    // One string, `input`, unless the options say otherwise.
    input: { kind: 'declared', schema: optionValue(program, options, 'parameters') },
    handler: optionValue(program, options, 'customOutputExtractor'),
    runBy: 'framework',
    gate: gateOf(program, options),
    agent,
  })
}

type CalledValue = Extract<Value, { kind: 'called' }>

/** `needsApproval: false` is no gate. */
function gateOf(program: Program, options: Value | undefined): ToolSighting['gate'] {
  return option(program, options, 'needsApproval').find((at) =>
    [...alternatives(program.evaluate(at))].some((one) => one.kind !== 'literal' || one.value !== false),
  )
}

/** A tool where it is defined, the approval that it waits for, and the words that the framework has for its failure. */
export function toolSightings(site: Site): Sighting[] {
  const { program } = site
  const value = program.evaluate({ module: site.module, node: site.node })
  const [tool] = [...alternatives(value)].flatMap((one) => agentsTool(program, one) ?? [])
  if (tool === undefined) return []
  const found: Sighting[] = [tool]
  if (tool.gate !== undefined)
    found.push(humanSighting(NAME, tool.gate, 'approval', { durable: keepsRuns(program) }))
  const options = givenTo(program, value, 0)
  const isOwn = ['errorFunction', 'outputSchema'].some((name) => option(program, options, name).length > 0)
  if (tool.agent === undefined && !isOwn)
    found.push({
      kind: 'framework-text',
      framework: NAME,
      at: tool.at,
      text: 'error-text',
      what: 'errorFunction by default: "An error occurred while running the tool. Please try again. Error: …"',
    })
  return found
}

const keeping = new WeakMap<Program, boolean>()

/** Runs that wait are read back from text somewhere: `RunState.fromString(agent, stored)`. */
function keepsRuns(program: Program): boolean {
  const known = keeping.get(program)
  if (known !== undefined) return known
  const keeps = program.modules.some(
    (module) =>
      module.text.includes('fromString') &&
      module.nodes('CallExpression').some((node) => {
        const path = pathOf(program.evaluate({ module, node: node.callee }))
        return path !== undefined && /^@openai\/agents[^:]*:RunState\.fromString/.test(path)
      }),
  )
  keeping.set(program, keeps)
  return keeps
}

/** The agents of `handoffs: [a, handoff(b, { … })]`. */
export function handoffTargets(program: Program, list: Value | undefined): Value[] {
  if (list === undefined) return []
  return targets(
    program,
    program.uses.resolve(list).flatMap((one) => elementsOf(program, one)),
  )
}

/** `rooms.handoffs.push(front)`: two agents that hand over to each other cannot both be there first. */
export function handoffsAddedTo(program: Program, { module, node: made }: Expression): Value[] {
  return module.nodes('CallExpression').flatMap((node) => {
    const { callee } = node
    if (!isNode(callee, 'MemberExpression') || memberName(callee) !== 'push') return []
    const list = callee.object
    if (!isNode(list, 'MemberExpression') || memberName(list) !== 'handoffs') return []
    const isOf = program.uses
      .resolve(program.evaluate({ module, node: list.object }))
      .some((one) => one.kind === 'called' && one.site.node === made)
    if (!isOf) return []
    return targets(
      program,
      node.arguments.map((one) => program.evaluate({ module, node: one })),
    )
  })
}

function targets(program: Program, values: readonly Value[]): Value[] {
  return values.flatMap((one) => {
    const isHandoff = one.kind === 'called' && /^@openai\/agents.*:handoff$/.test(pathOf(one.of) ?? '')
    const target = isHandoff ? givenTo(program, one, 0) : one
    return target === undefined ? [] : [target]
  })
}

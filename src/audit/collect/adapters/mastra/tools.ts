import { type Node, isNode, nodesUnder } from '../../program/node.ts'
import type { Program } from '../../program/program.ts'
import { type Expression, type Value, alternatives, pathOf } from '../../program/value.ts'
import type { HumanSighting, Sighting, ToolSighting } from '../../sighting.ts'
import type { Site } from '../adapter.ts'
import { toolFrom } from '../ai-sdk/tools.ts'
import { argumentValue, givenTo, option, optionValue, textOf } from '../arguments.ts'
import { type FoundTools, isGiven, schemaKind, undeclared } from '../json-tools.ts'
import { humanSighting, siteOf, toolSighting } from '../make-sighting.ts'
import { namedTools } from '../named-tools.ts'
import { storageOf } from './stores.ts'

export const NAME = 'mastra'

const MAKER = /^@mastra\/core(\/tools)?:(createTool|Tool)$/

/** `tools: { name: tool }`, or a function of the request that returns such an object. */
export function toolsOfAgent(program: Program, tools: Value | undefined): FoundTools {
  return namedTools(program, NAME, tools, mastraTool)
}

/** `createTool({ id, … })`; tools of the AI SDK may stand there too. */
function mastraTool(program: Program, name: string, value: Value): ToolSighting | undefined {
  if (value.kind === 'called' && MAKER.test(pathOf(value.of) ?? '')) {
    const options = givenTo(program, value, 0)
    const schema = optionValue(program, options, 'inputSchema')
    const handler = optionValue(program, options, 'execute')
    return toolSighting(NAME, value.site, textOf(program, optionValue(program, options, 'id')) ?? name, {
      described: isGiven(optionValue(program, options, 'description')),
      input: { kind: schema === undefined ? undeclared(program, handler) : schemaKind(schema), schema },
      outputSchema: option(program, options, 'outputSchema').length > 0,
      handler,
      runBy: option(program, options, 'execute').length > 0 ? 'framework' : 'code',
      gate: gateOf(program, options),
    })
  }
  const tool = toolFrom(program, name, value)
  return tool && { ...tool, framework: NAME }
}

/** `requireApproval: true`, or a suspension inside the handler. */
function gateOf(program: Program, options: Value | undefined): Expression | undefined {
  const [approval] = option(program, options, 'requireApproval').filter((at) =>
    [...alternatives(program.evaluate(at))].some((one) => one.kind !== 'literal' || one.value !== false),
  )
  return approval ?? suspensions(program, optionValue(program, options, 'execute'))[0]
}

export function toolSightings(site: Site): Sighting[] {
  const { program } = site
  const [tool] = [...alternatives(program.evaluate(siteOf(site)))].flatMap(
    (one) => mastraTool(program, 'tool', one) ?? [],
  )
  if (tool === undefined) return []
  const humans: HumanSighting[] = []
  if (tool.gate !== undefined)
    humans.push(humanSighting(NAME, tool.gate, 'approval', { durable: storageOf(program) === 'durable' }))
  return [tool, ...humans]
}

/** Calls of `suspend` as the framework hands it to a step or a tool: the run stops until somebody resumes it. */
function suspensions(program: Program, handler: Value | undefined): Expression[] {
  if (handler === undefined) return []
  return program.uses.resolve(handler).flatMap((one) => {
    if (one.kind !== 'function' || one.node.body === null) return []
    const { module } = one
    return [...nodesUnder(one.node.body as Node)]
      .filter((node) => isNode(node, 'CallExpression') && isSuspend(program, { module, node: node.callee }))
      .map((node) => ({ module, node }))
  })
}

function isSuspend(program: Program, at: Expression): boolean {
  return [...alternatives(program.evaluate(at))].some(
    (one) => one.kind === 'parameter' && one.path.at(-1) === 'suspend',
  )
}

export function stepHumans(site: Site): HumanSighting[] {
  const handler = optionValue(site.program, argumentValue(site, 0), 'execute')
  const durable = storageOf(site.program) === 'durable'
  return suspensions(site.program, handler).map((at) => humanSighting(NAME, at, 'approval', { durable }))
}

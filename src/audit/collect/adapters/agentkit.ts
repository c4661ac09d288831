import type { Program } from '../program/program.ts'
import { type Value, alternatives, pathOf } from '../program/value.ts'
import type { AgentSighting, CallSighting, Sighting, StoreSighting, ToolSighting } from '../sighting.ts'
import type { Adapter, Site } from './adapter.ts'
import {
  argument,
  argumentValue,
  boundFrom,
  givenTo,
  inputs,
  option,
  optionValue,
  textOf,
} from './arguments.ts'
import { isGiven, schemaKind, toolsOf, undeclared } from './json-tools.ts'
import { agentSighting, callSighting, siteOf, toolSighting } from './make-sighting.ts'
import { membersOf } from './mastra/workflows.ts'
import { hasOption, textOrMessages } from './request-options.ts'

const NAME = 'agentkit'

const KIT = '^@inngest\\/agent-kit:'
const AGENT = `${KIT}(createAgent|createRoutingAgent|Agent|RoutingAgent)`
const NETWORK = `${KIT}(createNetwork|Network)`

export const agentkit: Adapter = {
  name: NAME,
  title: 'Inngest AgentKit',
  packages: /^@inngest\/agent-kit(\/|$)/,
  calls: [
    { path: new RegExp(`${AGENT}$`), see: (site) => [agent(site)] },
    { path: new RegExp(`${NETWORK}$`), see: network },
    {
      path: new RegExp(`${AGENT}\\(\\)(\\.withModel\\(\\))?\\.run$`),
      see: (site) => [run(site, 'agent.run')],
    },
    { path: new RegExp(`${NETWORK}\\(\\)\\.run$`), see: (site) => [run(site, 'network.run')] },
    { path: new RegExp(`${KIT}createTool$`), see: (site) => [...tools(site)] },
    { path: /^@inngest\/agent-kit(\/server)?:createServer$/, see: server },
  ],
}

function kitTool(program: Program, value: Value): ToolSighting | undefined {
  const isMade = value.kind === 'called' && pathOf(value.of) === '@inngest/agent-kit:createTool'
  const options = isMade ? givenTo(program, value, 0) : value.kind === 'object' ? value : undefined
  const handler = optionValue(program, options, 'handler')
  if (options === undefined || (!isMade && handler === undefined)) return undefined
  const schema = optionValue(program, options, 'parameters')
  const at = value.kind === 'called' ? value.site : value.kind === 'object' ? value : undefined
  if (at === undefined) return undefined
  return toolSighting(
    NAME,
    { module: at.module, node: at.node },
    textOf(program, optionValue(program, options, 'name')) ?? 'tool',
    {
      described: isGiven(optionValue(program, options, 'description')),
      input: { kind: schema === undefined ? undeclared(program, handler) : schemaKind(schema), schema },
      handler,
      runBy: 'framework',
    },
  )
}

function tools(site: Site): ToolSighting[] {
  return [...alternatives(site.program.evaluate(siteOf(site)))].flatMap(
    (one) => kitTool(site.program, one) ?? [],
  )
}

/** One request to the model, and the tools that it chose, per run: a network is what repeats. */
function agent(site: Site): AgentSighting {
  const { program } = site
  const options = argumentValue(site, 0)
  const { tools: own, more } = toolsOf(program, optionValue(program, options, 'tools'), kitTool)
  const servers = option(program, options, 'mcpServers')
  const lifecycle = optionValue(program, options, 'lifecycle') ?? optionValue(program, options, 'lifecycles')
  return agentSighting(NAME, siteOf(site), {
    name: textOf(program, optionValue(program, options, 'name')),
    inputs: inputs(program, options, { system: 'system', assistant: 'user' }),
    tools: [
      ...own,
      ...servers.map((at) =>
        toolSighting(NAME, at, 'mcp', {
          described: true,
          input: { kind: 'dynamic', schema: undefined },
          runBy: 'framework',
        }),
      ),
    ],
    moreTools: more || servers.length > 0,
    bound: { state: 'default', steps: 1, at: undefined },
    hooks: ['onStart', 'onResponse', 'onFinish', 'onRoute'].flatMap((name) =>
      option(program, lifecycle, name),
    ),
    memory: history(program, options),
  })
}

function history(program: Program, options: Value | undefined): StoreSighting | undefined {
  const [at] = option(program, options, 'history')
  return at && { kind: 'store', at, keeps: 'durable' }
}

/** A loop over agents that ends when the router returns none, or after `maxIter`: without it, never. */
function network(site: Site): Sighting[] {
  const { program } = site
  const options = argumentValue(site, 0)
  const [limit] = option(program, options, 'maxIter')
  const routers = ['router', 'defaultRouter'].flatMap((name) => option(program, options, name))
  const at = siteOf(site)
  const found: Sighting[] = [
    agentSighting(NAME, at, {
      name: textOf(program, optionValue(program, options, 'name')),
      handoffs: membersOf(program, optionValue(program, options, 'agents')),
      bound: boundFrom(program, limit) ?? { state: 'none', steps: undefined, at: undefined },
      hooks: routers,
      memory: history(program, options),
      isWorkflow: true,
    }),
  ]
  if (routers.length === 0)
    found.push({
      kind: 'framework-text',
      framework: NAME,
      at,
      text: 'framework-prompt',
      what: 'the default routing agent: "You are the orchestrator between a group of agents. …"',
    })
  return found
}

function run(site: Site, api: string): CallSighting {
  const { program, callee } = site
  const options = argumentValue(site, 1)
  const first = argument(site, 0)
  return callSighting(NAME, api, siteOf(site), {
    inputs: first === undefined ? [] : [textOrMessages(program, first)],
    bound: boundFrom(program, option(program, options, 'maxIter')[0]),
    // Inngest repeats the steps of a function.
    retries: hasOption(program, options, 'retries') ? 'set' : 'sdk',
    runs: callee.kind === 'member' ? callee.of : undefined,
  })
}

/** A server of agents and networks: each is started by a request. */
function server(site: Site): Sighting[] {
  const { program } = site
  const options = argumentValue(site, 0)
  const handlers = ['agents', 'networks', 'functions'].flatMap((name) =>
    membersOf(program, optionValue(program, options, name)),
  )
  return [{ kind: 'trigger', at: siteOf(site), trigger: 'http', handlers }]
}

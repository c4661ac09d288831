// The Model Context Protocol: a client that runs a server's tools, a server that is a way in. A server that only offers
// tools is no agent.
import { isFunction } from '../program/node.ts'
import type { Value } from '../program/value.ts'
import type { Sighting } from '../sighting.ts'
import type { Adapter, Site } from './adapter.ts'
import { argumentNodes, argumentValue, inputs, option } from './arguments.ts'
import { callSighting, humanSighting, siteOf } from './make-sighting.ts'
import { serverTools } from './dynamic-tools.ts'

const NAME = 'mcp'

const FROM = String.raw`^@modelcontextprotocol\/(sdk|client|server)(\/[^:]+)?:`
const SERVER = String.raw`(McpServer|Server)\(\)(\.server)?`

const path = (rest: string): RegExp => new RegExp(FROM + rest)

export const mcp: Adapter = {
  name: NAME,
  title: 'Model Context Protocol',
  packages: /^@modelcontextprotocol\/(sdk|client|server)(\/|$)/,
  aside: 'inside',
  calls: [
    {
      path: path(String.raw`Client\(\)\.callTool$`),
      see: (site) => [{ kind: 'dispatch', framework: NAME, at: siteOf(site) }],
    },
    { path: path(String.raw`${SERVER}\.(tool|registerTool|setRequestHandler)$`), see: wayIn },
    { path: path(String.raw`${SERVER}\.createMessage$`), see: (site) => [sample(site)] },
    {
      path: path(String.raw`${SERVER}\.elicitInput$`),
      see: (site) => [humanSighting(NAME, siteOf(site), 'approval')],
    },
    // Listed by other libraries, and handed on as they are.
    { path: /^(ai|@ai-sdk\/mcp):(experimental_)?createMCPClient\(\)\.tools$/, see: listed },
    {
      path: /^@langchain\/mcp-adapters:(MultiServerMCPClient\(\)(\.initializeConnections\(\))?\.getTools|loadMcpTools)$/,
      see: listed,
    },
  ],
}

function listed(site: Site): Sighting[] {
  const tools = serverTools(NAME, site.program.evaluate(siteOf(site)))
  return tools === undefined ? [] : [{ ...tools, runBy: 'framework' }]
}

/** Handlers that another program starts. */
function wayIn(site: Site): Sighting[] {
  const handlers = argumentNodes(site)
    .slice(1)
    .map((node) => site.program.evaluate({ module: site.module, node }))
    .filter((value): value is Value => value.kind === 'function' || value.kind === 'parameter')
  return handlers.some(({ kind }) => kind === 'function') || argumentNodes(site).some(isFunction)
    ? [{ kind: 'trigger', at: siteOf(site), trigger: 'mcp', handlers }]
    : []
}

/** A server that asks its client's model. */
function sample(site: Site): Sighting {
  const options = argumentValue(site, 0)
  return callSighting(NAME, 'mcp.createMessage', siteOf(site), {
    inputs: inputs(site.program, options, { systemPrompt: 'system', messages: 'messages' }),
    signal: option(site.program, argumentValue(site, 1), 'signal').length > 0,
    retries: 'none',
  })
}

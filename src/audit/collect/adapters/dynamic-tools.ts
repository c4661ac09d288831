// Tools that a server lists at run time: what they are is not in the repository.
import type { Program } from '../program/program.ts'
import { type Value, pathOf } from '../program/value.ts'
import type { ToolSighting } from '../sighting.ts'
import { toolSighting } from './make-sighting.ts'

const LISTS =
  /^(@modelcontextprotocol\/(sdk|client)(\/[^:]+)?:Client\(\)\.listTools\(\)(\.tools)?|(ai|@ai-sdk\/mcp|ai\/mcp-stdio):(experimental_)?createMCPClient\(\)\.tools\(\)|@langchain\/mcp-adapters:(MultiServerMCPClient(\(\)|\.\w+\(\))(\.initializeConnections\(\))?\.getTools\(\)|loadMcpTools\(\))|@mastra\/mcp:\w+\(\)\.(getTools|listTools|tools|getToolsets|listToolsets)\(\)|@openai\/agents[^:]*:(MCPServer\w*\(\)|getAllMcpTools\(\))|agents(\/[^:]+)?:\w+\(\)\.mcp\.(getAITools|unstable_getAITools)\(\)|@?composio[^:]*:\w+\(\)\.(tools\.get|getTools|get_tools)\(\)|llamaindex:mcp\(\)\.tools\(\)|@llamaindex\/tools:mcp\(\)\.tools\(\))/

/** True when this value, or what it was taken out of, is a server's list of tools. */
export function isListed(program: Program, value: Value): boolean {
  return program.uses.resolve(value).some((one) => LISTS.test(pathOf(one) ?? ''))
}

/** The tools of a server as one tool, where they are asked for. */
export function serverTools(framework: string, value: Value): ToolSighting | undefined {
  let at = value
  while (at.kind === 'member' || at.kind === 'element') at = at.of
  if (at.kind !== 'called' || !LISTS.test(pathOf(value) ?? '')) return undefined
  return toolSighting(framework, at.site, 'mcp', {
    described: true,
    input: { kind: 'dynamic', schema: undefined },
    runBy: 'unknown',
  })
}

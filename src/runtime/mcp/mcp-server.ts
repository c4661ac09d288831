// MCP servers as tools: the official client speaks to them; what they offer becomes tools like any other.

import { ToolInvalid } from '../twelvefold-error.ts'
import type { Toolset } from '../tools/toolset.ts'
import { openServer } from './open-server.ts'
import type { McpServerDefinition } from './server-definition.ts'

/**
 * Starts nothing: the engine does, when a thread first needs the tools, and stops the server when it is closed.
 * @throws ToolInvalid
 */
export function mcpServer<const Secret extends string = never>(
  definition: McpServerDefinition<Secret>,
): Toolset {
  const { name } = definition
  if (!/^[a-z][a-z0-9_]{0,23}$/.test(name)) {
    throw new ToolInvalid(`"${name}" is no name of a server`, {
      hint: 'use at most 24 characters, lower-case words joined by underscores, such as github',
    })
  }
  if ('url' in definition) checkUrl(name, definition.url)
  else if (definition.command === '') throw new ToolInvalid(`MCP server ${name} has an empty command`)
  return Object.freeze({
    name,
    secrets: Object.freeze([...(definition.secrets ?? [])]),
    open: (context) => openServer(definition as unknown as McpServerDefinition, context),
  } satisfies Toolset)
}

function checkUrl(name: string, url: string): void {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return
  throw new ToolInvalid(`the url of MCP server ${name} is none`, {
    hint: 'write it whole, such as https://example.com/mcp',
  })
}

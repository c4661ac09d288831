import { compactError } from '../errors/compact-error.ts'
import { ToolsetUnavailable } from '../twelvefold-error.ts'
import type { ToolsetContext } from '../tools/toolset.ts'
import type { McpClient, McpModules, McpTransport } from './mcp-client.ts'
import { startTimeoutOf, type McpServerDefinition } from './server-definition.ts'

export interface Connection {
  readonly client: McpClient
  /** Resolves when the server is gone, or the client was closed. */
  readonly closed: Promise<undefined>
  readonly isClosed: () => boolean
}

/** What a server writes of its own on standard error, at most this much of a line. */
const LONGEST_LINE = 500

/** Starts the program or reaches the address. @throws ToolsetUnavailable */
export async function connect(
  definition: McpServerDefinition,
  modules: McpModules,
  context: ToolsetContext,
  onToolsChanged: () => void,
): Promise<Connection> {
  const { transport, mode } = transportOf(definition, modules, context)
  const client = new modules.Client(
    { name: 'twelvefold', version: '1' },
    {
      versionNegotiation: { mode },
      listChanged: { tools: { autoRefresh: false, debounceMs: 0, onChanged: onToolsChanged } },
    },
  )
  let closed = false
  const closing = new Promise<undefined>((resolve) => {
    client.onclose = () => {
      closed = true
      resolve(undefined)
    }
  })
  const lastWords = listen(transport, definition.name, context)
  try {
    await client.connect(transport, { timeout: startTimeoutOf(definition), signal: context.signal })
  } catch (cause) {
    await client.close().catch(() => {})
    await transport.close().catch(() => {})
    const why = lastWords() ?? compactError(cause).message
    const what = 'url' in definition ? `reached at ${definition.url}` : `started with ${definition.command}`
    throw new ToolsetUnavailable(`MCP server ${definition.name} cannot be ${what}: ${why}`, {
      hint: 'start it by hand with the same command or address, and see what it says',
      cause,
    })
  }
  return { client, closed: closing, isClosed: () => closed }
}

function transportOf(
  definition: McpServerDefinition,
  { StdioClientTransport, StreamableHTTPClientTransport }: McpModules,
  { secrets }: ToolsetContext,
): { readonly transport: McpTransport; readonly mode: 'auto' | 'legacy' } {
  if ('url' in definition) {
    const headers = definition.headers?.(secrets) ?? {}
    const transport = new StreamableHTTPClientTransport(new URL(definition.url), { requestInit: { headers } })
    return { transport, mode: 'auto' }
  }
  const { command, args = [], env = {}, cwd } = definition
  const transport = new StdioClientTransport({
    command,
    args,
    env: { ...env, ...secrets },
    stderr: 'pipe',
    ...(cwd === undefined ? {} : { cwd }),
  })
  // To ask which revisions a program speaks the client would start it twice.
  return { transport, mode: 'legacy' }
}

/** Hands on what the server writes on standard error, a line at a time; gives back the last line. */
function listen({ stderr }: McpTransport, server: string, { log }: ToolsetContext): () => string | undefined {
  let rest = ''
  let last: string | undefined
  stderr?.on('data', (chunk) => {
    const lines = (rest + Buffer.from(chunk).toString('utf8')).split(/\r?\n/)
    rest = lines.pop()!.slice(0, LONGEST_LINE)
    for (const line of lines) {
      if (line.trim() === '') continue
      last = line.slice(0, LONGEST_LINE)
      log(last, { server })
    }
  })
  return () => (rest.trim() === '' ? last : rest)
}

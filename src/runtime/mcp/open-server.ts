import { compactError } from '../errors/compact-error.ts'
import { ownError } from '../errors/own-error.ts'
import { ToolsetUnavailable } from '../twelvefold-error.ts'
import type { JsonObject } from '../thread/json.ts'
import { failed, type Tool, type ToolResponse } from '../tools/tool.ts'
import type { OpenToolset, ToolsetContext } from '../tools/toolset.ts'
import { responseOf } from './call-result.ts'
import { connect, type Connection } from './connect.ts'
import { loadMcpClient, type McpModules } from './mcp-client.ts'
import { startTimeoutOf, type McpServerDefinition } from './server-definition.ts'
import { checkNames, serverTools, type CallServer } from './server-tools.ts'

/**
 * A server that was reached. Where it dies its tools stay what they were: a call of one reaches for it once more, and
 * fails in one line where it is gone.
 */
export async function openServer(
  definition: McpServerDefinition,
  context: ToolsetContext,
): Promise<OpenToolset> {
  const modules = await loadMcpClient()
  const server = reach(definition, modules, context)
  const known = { tools: await firstList(), isStale: false }
  return {
    async tools() {
      const lost = known.isStale || server.hasChanged()
      if (!lost) return known.tools
      known.isStale = false
      try {
        known.tools = await list(await server.connection())
      } catch (thrown) {
        known.isStale = true
        context.log(`${definition.name} does not list its tools: ${compactError(thrown).message}`)
      }
      return known.tools
    },
    close: () => server.close(),
  }

  /** A server of which nothing can be used must not stay. */
  async function firstList(): Promise<readonly Tool[]> {
    try {
      return await list(await server.connection(), checkNames)
    } catch (thrown) {
      await server.close()
      throw thrown
    }
  }

  async function list({ client }: Connection, check: typeof checkNames = () => {}): Promise<readonly Tool[]> {
    const { tools: listed } = await client.listTools(undefined, { timeout: startTimeoutOf(definition) })
    check(definition, listed)
    const { tools, leftOut } = serverTools(listed, definition, modules, callThrough(server, definition))
    for (const { tool, problem } of leftOut) context.log(`${definition.name} ${tool} is left out: ${problem}`)
    return tools
  }
}

interface Server {
  readonly connection: () => Promise<Connection>
  /** Whether the server said, since it was last asked, that its tools are others. */
  readonly hasChanged: () => boolean
  readonly close: () => Promise<void>
}

/** One connection at a time: made when it is needed, made anew after it was lost. */
function reach(definition: McpServerDefinition, modules: McpModules, context: ToolsetContext): Server {
  let made: Promise<Connection> | undefined
  let changed = false
  let wasReached = false
  let isClosed = false
  const forget = (one: Promise<Connection>): void => {
    if (made === one) made = undefined
  }
  return {
    async connection() {
      if (isClosed) throw new ToolsetUnavailable(`${definition.name} was stopped with the engine`)
      if (made) return made
      const mine = connect(definition, modules, context, () => void (changed = true))
      made = mine
      mine.then(
        ({ closed }) => {
          // What was started anew may be another version, with other tools.
          changed ||= wasReached
          wasReached = true
          void closed.then(() => forget(mine))
        },
        () => forget(mine),
      )
      return mine
    },
    hasChanged() {
      const was = changed
      changed = false
      return was
    },
    async close() {
      isClosed = true
      const connection = await made?.catch(() => undefined)
      await connection?.client.close()
    },
  }
}

/** Time-outs are the engine's, which aborts the signal; the client's own would cut a long call short. */
const NO_TIMEOUT = 2 ** 31 - 1

function callThrough(server: Server, definition: McpServerDefinition): CallServer {
  return async (name, { input, signal, idempotencyKey, progress }): Promise<ToolResponse> => {
    let connection: Connection
    try {
      connection = await server.connection()
    } catch (thrown) {
      return failed(ownError('mcp_server_unavailable', compactError(thrown).message, { retryable: true }))
    }
    const _meta: JsonObject = { 'twelvefold/idempotencyKey': idempotencyKey }
    try {
      const result = await Promise.race([
        connection.client.callTool(
          { name, arguments: input, _meta },
          {
            signal,
            timeout: NO_TIMEOUT,
            onprogress: ({ progress: done, total, message }) =>
              progress(message ?? `${done}`, total ? done / total : undefined),
          },
        ),
        connection.closed,
      ])
      if (result) return responseOf(result)
    } catch (thrown) {
      if (signal.aborted || !connection.isClosed()) throw thrown
    }
    return failed(
      ownError('mcp_connection_lost', `${definition.name} went away while ${name} ran`, { retryable: true }),
    )
  }
}

// The part of the official client that is used, by shape: its types are an optional peer's, and do not show in ours.

import { PeerMissing } from '../twelvefold-error.ts'
import type { StandardSchema } from '../tools/schema.ts'
import type { JsonObject, JsonValue } from '../thread/json.ts'

export interface ListedTool {
  readonly name: string
  readonly description?: string
  readonly inputSchema: JsonObject
  readonly outputSchema?: JsonObject
  readonly annotations?: { readonly readOnlyHint?: boolean; readonly idempotentHint?: boolean }
}

export interface CallResult {
  readonly content?: readonly ({ readonly type: string; readonly text?: string } & JsonObject)[]
  readonly structuredContent?: JsonValue
  readonly isError?: boolean
}

interface RequestOptions {
  readonly signal?: AbortSignal
  readonly timeout?: number
  readonly onprogress?: (progress: { progress: number; total?: number; message?: string }) => void
}

export interface McpClient {
  onclose?: (() => void) | undefined
  onerror?: ((error: Error) => void) | undefined
  connect: (transport: McpTransport, options?: RequestOptions) => Promise<void>
  listTools: (
    params?: undefined,
    options?: RequestOptions,
  ) => Promise<{ readonly tools: readonly ListedTool[] }>
  callTool: (
    params: { readonly name: string; readonly arguments: unknown; readonly _meta?: JsonObject },
    options?: RequestOptions,
  ) => Promise<CallResult>
  close: () => Promise<void>
}

export interface McpTransport {
  readonly stderr?: { on: (event: 'data', listener: (chunk: Uint8Array) => void) => void } | null
  readonly close: () => Promise<void>
}

interface ClientOptions {
  readonly versionNegotiation?: { readonly mode: 'auto' | 'legacy' }
  readonly listChanged?: {
    readonly tools: {
      readonly autoRefresh: false
      readonly debounceMs: number
      readonly onChanged: () => void
    }
  }
}

export interface McpModules {
  readonly Client: new (info: { name: string; version: string }, options: ClientOptions) => McpClient
  readonly StreamableHTTPClientTransport: new (
    url: URL,
    options: { readonly requestInit: { readonly headers: Readonly<Record<string, string>> } },
  ) => McpTransport
  readonly StdioClientTransport: new (server: {
    readonly command: string
    readonly args: readonly string[]
    readonly env: Readonly<Record<string, string>>
    readonly cwd?: string
    readonly stderr: 'pipe'
  }) => McpTransport
  /** JSON Schema as a Standard Schema: throws where it is none. */
  readonly fromJsonSchema: (schema: JsonObject) => StandardSchema
}

/** @throws PeerMissing */
export async function loadMcpClient(): Promise<McpModules> {
  try {
    const [client, stdio] = await Promise.all([
      import('@modelcontextprotocol/client'),
      import('@modelcontextprotocol/client/stdio'),
    ])
    return { ...client, ...stdio } as unknown as McpModules
  } catch (cause) {
    throw new PeerMissing('MCP servers need @modelcontextprotocol/client, which cannot be loaded', {
      hint: 'npm install @modelcontextprotocol/client@2',
      cause,
    })
  }
}

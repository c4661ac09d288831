import type { Effect } from '../tools/tool.ts'

interface Common<Secret extends string> {
  /** Lower-case words joined by underscores: its tools are named `github_get_issue`. At most 24 characters. */
  readonly name: string
  /** Only these tools, by the server's own names; all where absent. */
  readonly tools?: readonly string[]
  /** Effects that the server's annotations do not tell, or tell wrongly, by its own names of the tools. */
  readonly effects?: Readonly<Record<string, Effect>>
  /** Prompt files that take the place of the server's own descriptions, by its own names of the tools. */
  readonly descriptions?: Readonly<Record<string, { readonly prompt: string }>>
  /** Names of secrets: a stdio server has them in its environment, an HTTP server's headers are made of them. */
  readonly secrets?: readonly Secret[]
  /** Of each tool, as in `defineTool`. */
  readonly timeoutMs?: number
  readonly retries?: number
  readonly concurrency?: number
  readonly outputLimit?: number
  /** Milliseconds to start, or to answer for the first time: 30,000 by default. */
  readonly startTimeoutMs?: number
}

/** A program that is started, and spoken to over its standard input and output. */
export interface StdioServer<Secret extends string = string> extends Common<Secret> {
  readonly command: string
  readonly args?: readonly string[]
  /** Beside a few harmless variables, such as PATH, it sees these and its secrets, and no others. */
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

/** A server that runs already, spoken to over streamable HTTP. */
export interface HttpServer<Secret extends string = string> extends Common<Secret> {
  readonly url: string
  readonly headers?: (secrets: Readonly<Record<Secret, string>>) => Readonly<Record<string, string>>
}

export type McpServerDefinition<Secret extends string = string> = StdioServer<Secret> | HttpServer<Secret>

export function startTimeoutOf({ startTimeoutMs = 30_000 }: McpServerDefinition): number {
  return startTimeoutMs
}

import type { Tool, ToolResponse } from 'twelvefold'

export interface ToolCall {
  readonly input?: object
  readonly workspace?: string
  readonly key?: string
  readonly signal?: AbortSignal
}

/** Runs a tool by itself, on an input that its schema has accepted. */
export async function callTool(tool: Tool, call: ToolCall = {}): Promise<ToolResponse> {
  return tool.run(await argumentsOf(tool, call))
}

/** Asks a tool whether a call took effect. */
export async function reconcileTool(tool: Tool, call: ToolCall = {}): Promise<ToolResponse | undefined> {
  return tool.reconcile?.(await argumentsOf(tool, call))
}

async function argumentsOf(tool: Tool, call: ToolCall): Promise<Parameters<Tool['run']>[0]> {
  const { input = {}, workspace, key = 'abcd.1', signal = new AbortController().signal } = call
  const checked = await tool.inputSchema['~standard'].validate(input)
  if (checked.issues) throw new Error(`the input does not fit: ${JSON.stringify(checked.issues)}`)
  const labels: Record<string, string> = workspace === undefined ? {} : { workspace }
  const ignore = (): void => {}
  return {
    input: checked.value as never,
    signal,
    idempotencyKey: key,
    threadId: 'abcd',
    labels,
    log: ignore,
    progress: ignore,
    secrets: {},
    openOutput: async () => undefined,
  }
}

import { toJson, type JsonObject, type JsonValue } from '../thread/json.ts'
import { ToolInvalid } from '../twelvefold-error.ts'
import { defineTool } from '../tools/define-tool.ts'
import type { StandardSchema } from '../tools/schema.ts'
import type { Effect, Tool, ToolContext, ToolResponse } from '../tools/tool.ts'
import type { ListedTool, McpModules } from './mcp-client.ts'
import type { McpServerDefinition } from './server-definition.ts'
import { toolNames } from './tool-names.ts'

/** Runs one tool of the server. May reject. */
export type CallServer = (
  tool: string,
  context: ToolContext & { readonly input: unknown },
) => Promise<ToolResponse>

export interface ServerTools {
  readonly tools: readonly Tool[]
  /** Tools that cannot be used, and why: they are left out. */
  readonly leftOut: readonly { readonly tool: string; readonly problem: string }[]
}

/** What a server lists, as tools. Each checks its input against the server's schema before the server sees it. */
export function serverTools(
  listed: readonly ListedTool[],
  definition: McpServerDefinition,
  modules: Pick<McpModules, 'fromJsonSchema'>,
  call: CallServer,
): ServerTools {
  const names = toolNames(
    definition.name,
    listed.map(({ name }) => name),
  )
  const leftOut: { tool: string; problem: string }[] = []
  const tools = listed
    .filter(({ name }) => definition.tools?.includes(name) ?? true)
    .flatMap((one) => {
      try {
        return [toolOf(one, names.get(one.name)!, definition, modules, call)]
      } catch (thrown) {
        leftOut.push({ tool: one.name, problem: thrown instanceof Error ? thrown.message : String(thrown) })
        return []
      }
    })
  return { tools: Object.freeze(tools), leftOut }
}

/** @throws ToolInvalid where the definition names a tool that the server has not: a slip of the pen there can be dear. */
export function checkNames(definition: McpServerDefinition, listed: readonly ListedTool[]): void {
  const { name: server, tools = [], effects = {}, descriptions = {} } = definition
  const known = new Set(listed.map(({ name }) => name))
  const wrong = [...tools, ...Object.keys(effects), ...Object.keys(descriptions)].find(
    (name) => !known.has(name),
  )
  if (wrong === undefined) return
  throw new ToolInvalid(`MCP server ${server} has no tool ${wrong}`, {
    hint: `it has: ${[...known].join(', ') || 'none'}`,
  })
}

function toolOf(
  { name, description = '', inputSchema, annotations = {} }: ListedTool,
  ownName: string,
  definition: McpServerDefinition,
  { fromJsonSchema }: Pick<McpModules, 'fromJsonSchema'>,
  call: CallServer,
): Tool {
  const { timeoutMs, retries, concurrency, outputLimit, effects = {}, descriptions = {} } = definition
  const effect = effects[name] ?? effectOf(annotations)
  const { $schema: _, ...shown } = toJson(inputSchema) as JsonObject
  const validator = fromJsonSchema(inputSchema)
  // Compiled now: a schema that cannot be checked is found here, and not when a call is to run.
  void validator['~standard'].validate({})
  const input: StandardSchema = {
    '~standard': { ...validator['~standard'], jsonSchema: { input: () => shown } },
  }
  return defineTool<unknown, JsonValue>({
    name: ownName,
    description: descriptions[name] ?? description,
    input,
    output: anyJson,
    effect,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(retries === undefined || effect === 'once' ? {} : { retries }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(outputLimit === undefined ? {} : { outputLimit }),
    run: (context) => call(name, context),
  })
}

/** What the server says of itself is a hint, and may be wrong: where it says nothing a tool is never repeated. */
function effectOf({ readOnlyHint, idempotentHint }: NonNullable<ListedTool['annotations']>): Effect {
  if (readOnlyHint === true) return 'read'
  return idempotentHint === true ? 'idempotent' : 'once'
}

/** The client checks structured content against the schema that the server declares for it. */
const anyJson: StandardSchema<JsonValue> = {
  '~standard': {
    version: 1,
    vendor: 'twelvefold',
    validate: (value) => ({ value: value as JsonValue }),
  },
}

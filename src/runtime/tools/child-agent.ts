import { z } from 'zod'
import { ownError } from '../errors/own-error.ts'
import type { JsonValue } from '../thread/json.ts'
import { defineTool } from './define-tool.ts'
import { failed, type Tool } from './tool.ts'

export interface ChildAgentDefinition {
  /** Of the tool, as the model calls it. */
  readonly name: string
  /** The agent that does what the tool is called for. */
  readonly agent: string
  readonly description: string | { readonly prompt: string }
}

/**
 * Another agent as a tool: the model calls it with a task in words, `delegate` starts the agent on a thread of its own,
 * and the agent's result is the tool's. What the agent does has its own tools' effects.
 * @throws ToolInvalid
 */
export function childAgent({
  name,
  agent,
  description,
}: ChildAgentDefinition): Tool & { readonly agent: string } {
  const tool = defineTool<{ task: string }, JsonValue>({
    name,
    description,
    input: z.object({ task: z.string().min(1) }),
    output: z.json(),
    effect: 'read',
    run: async () => failed(ownError('not_a_handler', `decide must delegate ${name} to the agent ${agent}`)),
  })
  return Object.freeze({ ...tool, agent })
}

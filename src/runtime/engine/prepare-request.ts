import type { Agent } from '../agents/agent.ts'
import type { CommandOf } from '../agents/command.ts'
import type { ToolSpec } from '../context/message.ts'
import type { ModelRequest } from '../models/model.ts'
import type { Prompt, PromptLibrary, RenderedPrompt } from '../prompts/prompt.ts'
import { renderPrompt } from '../prompts/render-prompt.ts'
import { variablesOf } from '../prompts/variables-of.ts'
import type { JsonObject } from '../thread/json.ts'
import type { Ports } from './ports.ts'

export interface Prepared {
  readonly request: ModelRequest
  readonly prompt: RenderedPrompt
  /** The prompt file, to be kept once by its hash. */
  readonly text: { readonly hash: string; readonly text: string }
}

/** What the model is about to be sent: the rendered prompt, the window onto the thread, the tools. */
export async function prepareRequest(command: CommandOf<'ask_model'>, ports: Ports): Promise<Prepared> {
  const { agent, workshop, journal } = ports
  const file = await workshop.prompts.get(command.prompt ?? agent.prompt)
  const prompt = render(file, command.variables, agent)
  const tools = await toolSpecs(agent, workshop.prompts)
  const { messages } = agent.context(journal.thread, prompt, tools)
  return { request: { messages, tools }, prompt, text: { hash: file.hash, text: file.source } }
}

// Both are the same from step to step, and their sizes and hashes are remembered by object.
const lastRendered = new WeakMap<Prompt, { given?: JsonObject; agent: Agent; rendered: RenderedPrompt }>()
const specsOf = new WeakMap<Agent, readonly ToolSpec[]>()

/** What `decide` hands over may come from the thread, so it is untrusted; the agent's own variables are code. */
function render(prompt: Prompt, given: JsonObject | undefined, agent: Agent): RenderedPrompt {
  const last = lastRendered.get(prompt)
  if (last && last.given === given && last.agent === agent) return last.rendered
  const declared = variablesOf(prompt)
  const own = Object.entries(agent.variables).filter(([name]) => Object.hasOwn(declared, name))
  // Another prompt of the agent need not know all of its variables; its first one does.
  const trusted = prompt.name === agent.prompt ? agent.variables : Object.fromEntries(own)
  const rendered = Object.freeze(renderPrompt(prompt, given, { trusted }))
  lastRendered.set(prompt, { ...(given === undefined ? {} : { given }), agent, rendered })
  return rendered
}

/** The tools as the model sees them: a description that names a prompt file is read from it. */
export async function toolSpecs(agent: Agent, prompts: PromptLibrary): Promise<readonly ToolSpec[]> {
  const known = specsOf.get(agent)
  if (known) return known
  const specs = await Promise.all(
    agent.tools.map(async ({ name, description, inputJsonSchema }): Promise<ToolSpec> => {
      if (typeof description === 'string') return { name, description, inputSchema: inputJsonSchema }
      const { text } = renderPrompt(await prompts.get(description.prompt))
      return { name, description: text, inputSchema: inputJsonSchema }
    }),
  )
  specsOf.set(agent, specs)
  return specs
}

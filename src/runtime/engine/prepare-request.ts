import { createHash } from 'node:crypto'
import type { Agent } from '../agents/agent.ts'
import type { CommandOf } from '../agents/command.ts'
import type { ToolSpec } from '../context/message.ts'
import type { ModelRequest } from '../models/model.ts'
import type { Prompt, PromptLibrary, RenderedPrompt } from '../prompts/prompt.ts'
import { textsOf } from '../prompts/parse-prompt.ts'
import { renderPrompt } from '../prompts/render-prompt.ts'
import { variablesOf } from '../prompts/variables-of.ts'
import type { JsonObject } from '../thread/json.ts'
import { jsonRequest } from './json-decision.ts'
import type { Ports } from './ports.ts'
import { requireOwnPrompts, type StoredText } from './tell.ts'

export interface Prepared {
  readonly request: ModelRequest
  readonly prompt: RenderedPrompt
  /** Each to be kept once by its hash: the prompt file, what it includes, and the instructions as they are sent. */
  readonly texts: readonly StoredText[]
  /** Hash of the instructions as they are sent: the rendered text, and what is said of the tools. */
  readonly sentHash: string
}

/** What the model is about to be sent: the rendered prompt, the window onto the thread, the tools. */
export async function prepareRequest(command: CommandOf<'ask_model'>, ports: Ports): Promise<Prepared> {
  const { agent, workshop, journal } = ports
  await requireOwnPrompts(workshop.prompts)
  const file = await workshop.prompts.get(command.prompt ?? agent.prompt)
  const prompt = render(file, command.variables, agent)
  const tools = await toolSpecs(agent, workshop.prompts)
  const sent = sentText(prompt, tools)
  const { messages } = agent.context(journal.thread, prompt, tools)
  const { model: settings } = prompt
  const request = { messages, tools, ...(settings === undefined ? {} : { settings }) }
  return {
    request: agent.decision === 'json' ? jsonRequest(request) : request,
    prompt,
    texts: [...textsOf(file), sent],
    sentHash: sent.hash,
  }
}

// Both are the same from step to step, and their sizes and hashes are remembered by object.
const lastRendered = new WeakMap<Prompt, { given?: JsonObject; agent: Agent; rendered: RenderedPrompt }>()
const lastSent = new WeakMap<RenderedPrompt, { tools: readonly ToolSpec[]; sent: StoredText }>()
const specsOf = new WeakMap<Agent, KnownSpecs>()

interface KnownSpecs {
  readonly prompts: PromptLibrary
  /** The files of the descriptions, where they have any. */
  readonly files: readonly (Prompt | undefined)[]
  readonly specs: readonly ToolSpec[]
}

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

/** Years later it shows what the model was told, whatever became of files and code. */
function sentText(prompt: RenderedPrompt, tools: readonly ToolSpec[]): StoredText {
  const last = lastSent.get(prompt)
  if (last?.tools === tools) return last.sent
  const text = JSON.stringify({ instructions: prompt.text, tools }, undefined, 2)
  const sent = { hash: createHash('sha256').update(text).digest('hex'), text }
  lastSent.set(prompt, { tools, sent })
  return sent
}

/** The tools as the model sees them: a description that names a prompt file is read from it. */
export async function toolSpecs(agent: Agent, prompts: PromptLibrary): Promise<readonly ToolSpec[]> {
  const last = specsOf.get(agent)
  const known = last?.prompts === prompts ? last : undefined
  if (known && prompts.isFixed) return known.specs
  const files = await Promise.all(
    agent.tools.map(async ({ description }) =>
      typeof description === 'string' ? undefined : prompts.get(description.prompt),
    ),
  )
  if (known && files.every((file, i) => file === known.files[i])) return known.specs
  const specs = agent.tools.map((tool, i): ToolSpec => {
    const { name, description: said, inputJsonSchema: inputSchema } = tool
    const description = typeof said === 'string' ? said : renderPrompt(files[i]!).text
    return { name, description, inputSchema }
  })
  specsOf.set(agent, { prompts, files, specs })
  return specs
}

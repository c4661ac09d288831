import { createHash } from 'node:crypto'
import type { Agent } from '../agents/agent.ts'
import type { ToolSpec } from '../context/message.ts'
import type { Prompt } from '../prompts/prompt.ts'
import { canonicalJson, toJson } from '../thread/json.ts'
import { toolSpecs } from './prepare-request.ts'
import { requireOwnPrompts } from './tell.ts'
import type { Workshop } from './workshop.ts'

/** By what the agent's texts were at the time: in development they change while the process lives. */
const hashes = new WeakMap<Agent, { prompt: Prompt; specs: readonly ToolSpec[]; hash: string }>()

/**
 * sha256 (hex) over what makes an agent this agent: its prompt's hash, its tools as the model sees them, and the
 * text of its functions. It tells one deploy from another; functions that those call are not covered.
 */
export async function agentHashOf({ prompts }: Workshop, agent: Agent): Promise<string> {
  // Whoever starts a thread learns at once what would stop it at its first step.
  await requireOwnPrompts(prompts)
  const [prompt, specs] = await Promise.all([prompts.get(agent.prompt), toolSpecs(agent, prompts)])
  const known = hashes.get(agent)
  if (known?.prompt === prompt && known.specs === specs) return known.hash
  const hash = compute(agent, prompt, specs)
  hashes.set(agent, { prompt, specs, hash })
  return hash
}

function compute(agent: Agent, prompt: Prompt, specs: readonly ToolSpec[]): string {
  const parts = {
    name: agent.name,
    prompt: prompt.hash,
    variables: agent.variables,
    model: typeof agent.model === 'string' ? agent.model : 'object',
    decide: agent.decide.toString(),
    ...(agent.decision === 'json' ? { decision: agent.decision } : {}),
    ...(agent.toolsets ? { toolsets: agent.toolsets.map(({ name }) => name) } : {}),
    tools: agent.tools.map(({ effect, run }, i) => ({ ...specs[i], effect, run: run.toString() })),
  }
  return createHash('sha256')
    .update(canonicalJson(toJson(parts)))
    .digest('hex')
}

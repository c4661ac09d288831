import { createHash } from 'node:crypto'
import type { Agent } from '../agents/agent.ts'
import { canonicalJson, toJson } from '../thread/json.ts'
import { toolSpecs } from './prepare-request.ts'
import type { Workshop } from './workshop.ts'

const hashes = new WeakMap<Agent, Promise<string>>()

/**
 * sha256 (hex) over what makes an agent this agent: its prompt's hash, its tools as the model sees them, and the
 * text of its functions. It tells one deploy from another; functions that those call are not covered.
 */
export function agentHashOf(workshop: Workshop, agent: Agent): Promise<string> {
  const known = hashes.get(agent) ?? compute(workshop, agent)
  hashes.set(agent, known)
  known.catch(() => hashes.delete(agent))
  return known
}

async function compute({ prompts }: Workshop, agent: Agent): Promise<string> {
  const [prompt, specs] = await Promise.all([prompts.get(agent.prompt), toolSpecs(agent, prompts)])
  const parts = {
    name: agent.name,
    prompt: prompt.hash,
    variables: agent.variables,
    model: typeof agent.model === 'string' ? agent.model : 'object',
    decide: agent.decide.toString(),
    tools: agent.tools.map(({ effect, run }, i) => ({ ...specs[i], effect, run: run.toString() })),
  }
  return createHash('sha256')
    .update(canonicalJson(toJson(parts)))
    .digest('hex')
}

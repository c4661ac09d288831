// What an agent is made of. An agent without a model call of its own is what its members are: a manager, a graph.
import type { Agent } from '../facts/agent.ts'
import type { Facts } from '../facts/facts.ts'
import type { HumanContact } from '../facts/human-contact.ts'
import type { ModelCall } from '../facts/model-call.ts'
import type { Prompt } from '../facts/prompt.ts'
import type { Tool } from '../facts/tool.ts'
import type { Trigger } from '../facts/trigger.ts'

type Lists = 'calls' | 'prompts' | 'tools'

export const callsOf = (agent: Agent, facts: Facts): readonly ModelCall[] =>
  pick(facts.modelCalls, ids(agent, facts, 'calls'))

/** The texts that instruct it; descriptions of tools are no prompts. */
export const promptsOf = (agent: Agent, facts: Facts): readonly Prompt[] =>
  pick(facts.prompts, ids(agent, facts, 'prompts')).filter((prompt) => prompt.role !== 'tool-description')

export const toolsOf = (agent: Agent, facts: Facts): readonly Tool[] =>
  pick(facts.tools, ids(agent, facts, 'tools'))

export const humansOf = (agent: Agent, facts: Facts): readonly HumanContact[] =>
  pick(facts.humans, agent.humans)

export const triggersOf = (agent: Agent, facts: Facts): readonly Trigger[] =>
  facts.triggers.filter((trigger) => agent.triggers.includes(trigger.id) || trigger.agents.includes(agent.id))

/** A run of it has more than one step: there is state between them. False for one call that carries nothing over. */
export const hasSteps = (agent: Agent): boolean => agent.kind !== 'single-call' || agent.conversational

function ids(agent: Agent, facts: Facts, list: Lists): readonly string[] {
  if (agent.calls.length > 0) return agent[list]
  const members = facts.agents.filter((other) => agent.members.includes(other.id))
  return [...agent[list], ...members.flatMap((member) => member[list])]
}

function pick<Item extends { readonly id: string }>(all: readonly Item[], wanted: readonly string[]): Item[] {
  const set = new Set(wanted)
  return all.filter((item) => set.has(item.id))
}

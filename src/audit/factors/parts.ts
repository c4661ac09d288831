// What an agent is made of. An agent without a model call of its own is what its members are: a manager, a graph.
import type { Agent } from '../facts/agent.ts'
import type { Facts } from '../facts/facts.ts'
import type { HumanContact } from '../facts/human-contact.ts'
import type { ModelCall } from '../facts/model-call.ts'
import type { Sight } from '../facts/place.ts'
import type { Prompt } from '../facts/prompt.ts'
import type { Tool } from '../facts/tool.ts'
import type { Trigger } from '../facts/trigger.ts'

type Lists = 'calls' | 'prompts' | 'tools'

export const callsOf = (agent: Agent, facts: Facts): readonly ModelCall[] =>
  pick(facts.modelCalls, ids(agent, facts, 'calls'))

/** The texts that instruct it; descriptions of tools are no prompts. */
export const promptsOf = (agent: Agent, facts: Facts): readonly Prompt[] =>
  pick(facts.prompts, ids(agent, facts, 'prompts')).filter((prompt) => prompt.role !== 'tool-description')

/** Free text of the model that is run as a command or as code: whatever it says is done. */
export const executedText = (agent: Agent, facts: Facts): readonly Sight[] =>
  callsOf(agent, facts).flatMap((call) => call.textUse.filter((use) => use.kind === 'runs'))

export const toolsOf = (agent: Agent, facts: Facts): readonly Tool[] =>
  pick(facts.tools, ids(agent, facts, 'tools'))

export const humansOf = (agent: Agent, facts: Facts): readonly HumanContact[] =>
  pick(facts.humans, agent.humans)

export const triggersOf = (agent: Agent, facts: Facts): readonly Trigger[] =>
  facts.triggers.filter((trigger) => agent.triggers.includes(trigger.id) || trigger.agents.includes(agent.id))

/** A run of it has more than one step: there is state between them. False for one call that carries nothing over. */
export const hasSteps = (agent: Agent): boolean =>
  agent.conversational || (agent.kind !== 'single-call' && !answersAtOnce(agent))

/** A framework's agent without tools and without others to turn to: its first answer is its last. */
export const answersAtOnce = ({ kind, conversational, composition, members }: Agent): boolean =>
  kind === 'framework-agent' && !conversational && composition.toolsPerRequest === 0 && members.length === 0

function ids(agent: Agent, facts: Facts, list: Lists): readonly string[] {
  if (agent.calls.length > 0) return agent[list]
  return [
    ...agent[list],
    ...partsWithin(agent, facts, ({ calls }) => calls.length === 0).flatMap((part) => part[list]),
  ]
}

/** The members of an agent, and the members of those that `into` accepts, each once. */
export function partsWithin(agent: Agent, facts: Facts, into: (part: Agent) => boolean): readonly Agent[] {
  const found = new Map<string, Agent>()
  const waiting = [...agent.members]
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const part = facts.agents.find((other) => other.id === id)
    if (part === undefined || part.id === agent.id || found.has(part.id)) continue
    found.set(part.id, part)
    if (into(part)) waiting.push(...part.members)
  }
  return [...found.values()]
}

function pick<Item extends { readonly id: string }>(all: readonly Item[], wanted: readonly string[]): Item[] {
  const set = new Set(wanted)
  return all.filter((item) => set.has(item.id))
}

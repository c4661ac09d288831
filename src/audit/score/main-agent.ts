import type { Agent } from '../facts/agent.ts'

/**
 * The agent that the repository is about, by what is seen of it: reached from an entry point, with most calls and tools
 * in all that it is made of, then most prompts and triggers, then the largest. Names say nothing. What only leads to a
 * loop that does most of the work is the way in, and the loop is the agent.
 */
export function mainAgent(agents: readonly Agent[]): Agent | undefined {
  const byId = new Map(agents.map((agent) => [agent.id, agent]))
  const [first] = agents.toSorted((left, right) => compare(measures(left, byId), measures(right, byId)))
  return first && loopWithin(first, byId)
}

type Agents = ReadonlyMap<string, Agent>

function measures(agent: Agent, byId: Agents): readonly number[] {
  const parts = partsOf(agent, byId)
  const work = idsOf(parts, 'calls').size + idsOf(parts, 'tools').size
  const isComposed = agent.kind === 'single-call' ? 0 : 1
  const prompts = idsOf(parts, 'prompts').size
  return [agent.reached ? 1 : 0, isComposed, work, prompts, agent.triggers.length, agent.size.owned]
}

/** Larger measures first. */
function compare(left: readonly number[], right: readonly number[]): number {
  const at = left.findIndex((measure, index) => measure !== right[index])
  return at < 0 ? 0 : (right[at] ?? 0) - (left[at] ?? 0)
}

/** The agent and, through members of members, all that it is made of. */
function partsOf(agent: Agent, byId: Agents): readonly Agent[] {
  const parts = new Map([[agent.id, agent]])
  for (const part of parts.values()) {
    for (const id of part.members) {
      const member = byId.get(id)
      if (member) parts.set(id, member)
    }
  }
  return [...parts.values()]
}

function idsOf(agents: readonly Agent[], list: 'calls' | 'tools' | 'prompts'): ReadonlySet<string> {
  return new Set(agents.flatMap((agent) => agent[list]))
}

function loopWithin(agent: Agent, byId: Agents): Agent {
  if (agent.kind !== 'workflow') return agent
  const parts = partsOf(agent, byId)
  const all = idsOf(parts, 'calls').size
  const loop = parts.find(
    (part) =>
      (part.kind === 'loop' || part.kind === 'framework-agent') &&
      idsOf(partsOf(part, byId), 'calls').size * 2 > all,
  )
  return loop ?? agent
}

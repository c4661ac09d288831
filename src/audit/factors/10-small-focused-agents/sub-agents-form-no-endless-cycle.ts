import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { count, evidence, fail, notApplicable, pass } from '../judgement.ts'

export const subAgentsFormNoEndlessCycle: Requirement = {
  id: 'F10-R4',
  factor: 10,
  slug: 'sub-agents-form-no-endless-cycle',
  title: 'Sub-agents form no endless cycle',
  level: 'SHOULD',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: agents are building blocks of a larger, mostly deterministic system. Two that can hand over to each other are one large agent without a bound.',
  fix: {
    default: 'Let code call the agents in an order, or count the hand-overs of a run and end it at a number.',
    'openai-agents': 'Remove the hand-off back, or bound the run by `maxTurns`.',
    langchain: 'Add a counter of visits to the state, and end on it in the router.',
    agentkit: 'End in the router after a number of calls (`network.state`, `callCount`).',
    mastra: 'Put the agents into a workflow instead of a network.',
    twelvefold: 'Spawn children from `decide`; a child never spawns its parent.',
  },
  example: {
    red: 'writer.handoffs = [reviewer]\nreviewer.handoffs = [writer]',
    green:
      'for (let round = 0; round < 3; round++) {\n  const draft = await write(task, notes)\n  notes = await review(draft)\n  if (notes.length === 0) return draft\n}',
  },
  effort: 30,
  judge,
}

function judge(agent: Agent): Judgement {
  const { cycle, capped } = agent.composition
  if (cycle && !capped)
    return fail(`${agent.name} can hand over in a circle, and nothing counts the rounds.`, [
      evidence(cycle, 'agent-cycle'),
    ])
  if (cycle)
    return pass(`${agent.name} hands over in a circle that a bound ends.`, [evidence(cycle, 'capped-cycle')])
  if (agent.members.length === 0) return notApplicable(`${agent.name} has no sub-agents.`)
  return pass(`No agent that ${agent.name} is made of leads back to it.`, [
    evidence(agent, 'no-cycle', count(agent.members.length, 'sub-agent')),
  ])
}

import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass, unknown } from '../judgement.ts'
import { toolsOf } from '../parts.ts'

export const fewToolsPerDecision: Requirement = {
  id: 'F10-R3',
  factor: 10,
  slug: 'few-tools-per-decision',
  title: 'Few tools per decision',
  level: 'SHOULD',
  origin: 'derived',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'A focused agent has the tools of its one job. With every tool more, models choose the wrong one more often, and each schema is paid for on each call.',
  fix: {
    default:
      'Offer at most ten: choose the subset for the step in code, or give each job an agent of its own.',
    'ai-sdk': 'Choose the subset with `activeTools` in `prepareStep`.',
    mcp: 'Choose from `listTools` by name before you hand them to the model.',
    langchain: 'Bind only the tools of the node: `model.bindTools(subset)`.',
    twelvefold: 'Split by job, and put the agents together by `spawn`.',
  },
  example: {
    red: 'tools: { ...github, ...slack, ...linear, ...payments },   // 64',
    green: "tools: pick(github, ['listTags', 'readCommit', 'createRelease']),",
  },
  effort: 30,
  judge,
}

const mostTools = 10

function judge(agent: Agent, facts: Facts): Judgement {
  const number = agent.composition.toolsPerRequest
  const tools = toolsOf(agent, facts)
  if (number === undefined || (number === 0 && tools.some((tool) => tool.inputSchema === 'dynamic')))
    return unknown(
      `How many tools ${agent.name} offers at once could not be counted.`,
      tools
        .filter((tool) => tool.inputSchema === 'dynamic')
        .map((tool) => evidence(tool, 'dynamic-tools', tool.name)),
    )
  if (number === 0) return notApplicable(`${agent.name} offers no tools.`)
  const place = evidence(agent, number > mostTools ? 'many-tools' : 'few-tools', `${number} tools at once`)
  return number > mostTools
    ? fail(`${agent.name} offers ${number} tools at once; ten are enough for one job.`, [place])
    : pass(`${agent.name} offers ${number} tool${number === 1 ? '' : 's'} at once.`, [place])
}

import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { toolsOf } from '../parts.ts'

export const resultsShareOneEnvelope: Requirement = {
  id: 'F04-R6',
  factor: 4,
  slug: 'results-share-one-envelope',
  title: 'Results share one envelope',
  level: 'SHOULD',
  origin: 'project',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: structured outputs go both ways. With one shape for success and failure, the loop, the model and the log can tell how a call went without reading prose.',
  fix: {
    default:
      'Return one envelope from every tool, or make it in the one place that calls them: `{ success, data }` or `{ success, error }`.',
    mcp: 'Return `{ content, isError }` on every path.',
    twelvefold: 'Define tools with `defineTool`: they answer with a `ToolResponse`.',
  },
  example: {
    red: 'execute: async ({ city }) => `Rain in ${city}`',
    green: "execute: async ({ city }) => ({ success: true, data: { city, weather: 'rain' } })",
  },
  effort: 15,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const tools = toolsOf(agent, facts).filter(
    (tool) => tool.runBy !== 'provider' && tool.runBy !== 'nobody' && tool.result !== 'none',
  )
  if (tools.length === 0) return notApplicable(`No tool of ${agent.name} answers the model.`)
  const adhoc = tools.filter((tool) => tool.result === 'adhoc')
  if (adhoc.length > 0)
    return fail(
      `${names(adhoc.map((tool) => tool.name))} answer${adhoc.length === 1 ? 's' : ''} in a shape of ${adhoc.length === 1 ? 'its' : 'their'} own: success and failure look alike.`,
      adhoc.map((tool) => evidence(tool, 'adhoc-result', tool.name)),
    )
  const unread = tools.filter((tool) => tool.result === 'unknown')
  if (unread.length > 0)
    return unknown(
      `What ${names(unread.map((tool) => tool.name))} return${unread.length === 1 ? 's' : ''} could not be read.`,
      unread.map((tool) => evidence(tool, 'unread-result', tool.name)),
    )
  return pass(
    `All tools of ${agent.name} answer in one envelope.`,
    tools.map((tool) => evidence(tool, 'envelope', tool.name)),
  )
}

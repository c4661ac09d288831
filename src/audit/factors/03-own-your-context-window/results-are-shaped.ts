import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { toolsOf } from '../parts.ts'

export const resultsAreShaped: Requirement = {
  id: 'F03-R3',
  factor: 3,
  slug: 'results-are-shaped',
  title: 'Results are shaped',
  level: 'SHOULD',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: you choose the format of every token. A whole response of a service is mostly fields that no decision needs, in every request from then on.',
  fix: {
    default:
      'Project each result to the fields that the next decision needs; keep the whole of it elsewhere, under a reference.',
  },
  example: {
    red: "const page = await response.json()\nappend({ type: 'tool_result', data: JSON.stringify(page) })",
    green:
      "const { id, title, state } = await response.json()\nappend({ type: 'tool_result', data: { id, title, state } })",
  },
  effort: 15,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const { input, rawResults, shapedResults } = agent.context
  if (
    input === 'one-shot' ||
    (toolsOf(agent, facts).length === 0 && rawResults.length + shapedResults.length === 0)
  )
    return notApplicable(`No result of a tool enters the context of ${agent.name}.`)
  if (rawResults.length > 0)
    return fail(
      `${agent.name} puts whole results into its context: ${names(rawResults.map((result) => result.what))}.`,
      rawResults.map((result) => evidence(result, 'raw-result')),
    )
  if (shapedResults.length > 0)
    return pass(
      `${agent.name} shapes results before they enter its context.`,
      shapedResults.map((result) => evidence(result, 'shaped-result')),
    )
  return unknown(`How large results of the tools of ${agent.name} get is raised by probe.`)
}

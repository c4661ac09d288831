import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { toolsOf } from '../parts.ts'

export const everyChoiceHasAHandler: Requirement = {
  id: 'F04-R2',
  factor: 4,
  slug: 'every-choice-has-a-handler',
  title: 'Every choice has a handler',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: "The essay: the model's choice goes into a switch that you can read. A choice without a branch is a promise to the model that nobody keeps.",
  fix: {
    default:
      'Switch over the name of the choice (or look it up in a registry typed with `satisfies`), with a branch for each declared tool and a default.',
    baml: 'Switch over `intent`, with `never` in the default branch so that a new class is a type error.',
  },
  example: {
    red: "if (step.intent === 'list_tags') return listTags()\nif (step.intent === 'deploy') return deploy(step)",
    green:
      "switch (step.intent) {\n  case 'list_tags': return listTags()\n  case 'deploy': return deploy(step)\n  case 'done_for_now': return finish(step)\n  default: return unknownIntent(step)\n}",
  },
  effort: 20,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const tools = toolsOf(agent, facts).filter((tool) => tool.runBy !== 'provider')
  if (tools.length === 0) return notApplicable(`${agent.name} offers no tools.`)
  if (tools.every((tool) => tool.inputSchema === 'none'))
    return fail(
      `Nothing declares what ${names(tools.map((tool) => tool.name))} take${tools.length === 1 ? 's' : ''}: there is no set of choices to cover.`,
      tools.map((tool) => evidence(tool, 'no-schema', tool.name)),
    )
  const { dispatch } = agent
  if (!dispatch || dispatch.by === 'framework')
    return notApplicable(`The framework calls the handler that each tool of ${agent.name} brings along.`)
  if (dispatch.by === 'mcp') return notApplicable('The tools and their handlers are those of an MCP server.')
  if (dispatch.covers === 'all')
    return pass(`Every tool that ${agent.name} offers has its handler.`, [evidence(dispatch, 'covers-all')])
  if (dispatch.covers === 'unknown')
    return unknown(`Which tools of ${agent.name} have a handler could not be traced.`, [
      evidence(dispatch, 'untraced-dispatch'),
    ])
  const bare = tools.filter(
    (tool) => dispatch.uncovered.includes(tool.name) || dispatch.uncovered.includes(tool.id),
  )
  return fail(`The model can choose ${names(dispatch.uncovered)}, and no code of ${agent.name} handles it.`, [
    evidence(dispatch, 'uncovered'),
    ...bare.map((tool) => evidence(tool, 'unhandled-tool', tool.name)),
  ])
}

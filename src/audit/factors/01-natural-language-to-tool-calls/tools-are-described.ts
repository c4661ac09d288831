import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass } from '../judgement.ts'
import { toolsOf } from '../parts.ts'

export const toolsAreDescribed: Requirement = {
  id: 'F01-R5',
  factor: 1,
  slug: 'tools-are-described',
  title: 'Tools are described',
  level: 'SHOULD',
  origin: 'derived',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The model chooses by what it reads: an undescribed tool or parameter is guessed at, and a closed set of values that is typed as text invites a new one.',
  fix: {
    default: 'Describe each tool and each parameter in a sentence, and type closed sets of values as enums.',
    'ai-sdk':
      '`description` on the tool, `.describe()` on each field, `z.enum([...])` where values are closed.',
    baml: '`@description` on the class and its fields; literal types or an `enum` where values are closed.',
  },
  example: {
    red: 'parameters: z.object({ env: z.string() }),',
    green:
      "description: 'Deploy a tag to an environment.',\nparameters: z.object({ env: z.enum(['staging', 'production']).describe('where to') }),",
  },
  effort: 10,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const tools = toolsOf(agent, facts).filter(
    (tool) => tool.inputSchema !== 'dynamic' && tool.runBy !== 'provider',
  )
  if (tools.length === 0) return notApplicable(`${agent.name} declares no tools of its own.`)
  const bare = tools.filter((tool) => !tool.described || !tool.parametersDescribed)
  const closed = tools.flatMap((tool) => tool.shouldBeEnum)
  if (bare.length + closed.length > 0)
    return fail(
      [
        bare.length > 0
          ? `The model has to guess at ${names(bare.map((tool) => tool.name))}: no description`
          : '',
        closed.length > 0 ? `${names(closed.map((each) => each.what))} should be an enum` : '',
      ]
        .filter(Boolean)
        .join('; ') + '.',
      [
        ...bare.map((tool) => evidence(tool, 'undescribed', tool.name)),
        ...closed.map((each) => evidence(each, 'should-be-enum')),
      ],
    )
  return pass(
    `Every tool of ${agent.name} and its parameters are described.`,
    tools.map((tool) => evidence(tool, 'described', tool.name)),
  )
}

import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass } from '../judgement.ts'
import { toolsOf } from '../parts.ts'

export const schemasStandApartFromHandlers: Requirement = {
  id: 'F04-R5',
  factor: 4,
  slug: 'schemas-stand-apart-from-handlers',
  title: 'Schemas stand apart from handlers',
  level: 'SHOULD',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe'],
  why: 'The essay: the next step need not be a function call of that name. Where the schema stands alone, the same choice can run, wait for a person, or be refused, as the case may be.',
  fix: {
    default: 'Declare the schema in one place and choose the handler in another.',
    'ai-sdk': 'Declare tools without `execute` and handle their calls in your own code.',
    mastra: 'Keep schemas in a module of their own; let `execute` call the handler that code chooses.',
  },
  example: {
    red: 'const deploy = tool({ inputSchema: z.object({ tag }), execute: deployNow })',
    green:
      'export const deploySchema = z.object({ tag })\nexport const handlers = { deploy: isDryRun ? planDeploy : deployNow }',
  },
  effort: 30,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const tools = toolsOf(agent, facts).filter(
    (tool) => tool.runBy !== 'provider' && tool.inputSchema !== 'dynamic',
  )
  if (tools.length === 0) return notApplicable(`${agent.name} declares no tools of its own.`)
  const tied = tools.filter((tool) => !tool.schemaApart)
  if (tied.length > 0)
    return fail(
      `${names(tied.map((tool) => tool.name))} ${tied.length === 1 ? 'is' : 'are'} tied to one handler: the same choice cannot be handled in another way.`,
      tied.map((tool) => evidence(tool, 'tied-handler', tool.name)),
    )
  return pass(
    `Code chooses the handlers of ${agent.name}, apart from their schemas.`,
    tools.map((tool) => evidence(tool, 'schema-apart', tool.name)),
  )
}

import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { ModelCall } from '../../facts/model-call.ts'
import type { Tool } from '../../facts/tool.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass, unknown } from '../judgement.ts'
import { callsOf, toolsOf } from '../parts.ts'

export const unknownChoicesTakeAPath: Requirement = {
  id: 'F01-R3',
  factor: 1,
  slug: 'unknown-choices-take-a-path',
  title: 'Unknown choices take a path',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: "The essay: code decides what to do with the model's object. A name that no branch knows, or a reply that is no object, is a case like any other, and comes sooner or later.",
  fix: {
    default:
      'Add a branch for a name that is not known and for a reply that cannot be parsed: an error that the model reads, or an explicit end.',
    openai:
      '`default:` in the switch over `call.function.name`: answer the call with an error as its tool message.',
    anthropic:
      '`default:` in the switch over `block.name`: answer with a `tool_result` and `is_error: true`.',
  },
  example: {
    red: 'const handler = handlers[call.name]\nawait handler(call.input)',
    green:
      'const handler = handlers.get(call.name)\nif (!handler) return append(thread, toolError(call, `there is no tool ${call.name}`))',
  },
  effort: 10,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const tools = toolsOf(agent, facts).filter((tool) => tool.runBy !== 'provider')
  return tools.length > 0 ? ofTools(agent, tools) : ofValues(agent, callsOf(agent, facts))
}

function ofTools(agent: Agent, tools: readonly Tool[]): Judgement {
  const { dispatch } = agent
  const at = dispatch ?? agent
  if (dispatch?.by === 'mcp')
    return notApplicable(
      'The MCP server answers for names that it does not know, outside of this repository.',
    )
  if (dispatch?.unknownTool === 'handled')
    return pass(`A tool that ${agent.name} does not have takes a branch of its own.`, [
      evidence(at, 'unknown-tool'),
    ])
  if (dispatch?.unknownTool === 'framework' || tools.every((tool) => tool.runBy === 'framework'))
    return pass(`The framework answers for tools that ${agent.name} does not have.`, [
      evidence(at, 'unknown-tool'),
    ])
  if (dispatch?.by === 'single' && tools.length === 1)
    return notApplicable(`${agent.name} offers one tool: there is no other name to choose.`)
  if (dispatch?.unknownTool === 'missing')
    return fail(
      `No branch takes a tool that ${agent.name} does not have: the call is left without an answer, or crashes.`,
      [evidence(at, 'unknown-tool-missing')],
    )
  return unknown(`Where a tool that ${agent.name} does not have would end could not be traced.`, [
    evidence(at, 'untraced-dispatch'),
  ])
}

function ofValues(agent: Agent, calls: readonly ModelCall[]): Judgement {
  const values = calls.filter(
    (call) =>
      call.output === 'schema' ||
      call.textUse.some((use) => use.kind === 'validated' || use.kind === 'parsed'),
  )
  if (values.length === 0) return notApplicable(`${agent.name} has no tools and asks for no values.`)
  const open = values.filter((call) => call.guarded !== 'caught')
  if (open.length > 0)
    return unknown(
      `What becomes of a reply to ${agent.name} that does not fit is raised by probe.`,
      open.map((call) => evidence(call, 'unguarded-value', call.api)),
    )
  return pass(
    `A reply that does not fit is caught where ${agent.name} asks for it.`,
    values.map((call) => evidence(call, 'guarded-value', call.api)),
  )
}

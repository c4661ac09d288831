import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { ModelCall } from '../../facts/model-call.ts'
import type { Sight } from '../../facts/place.ts'
import type { Tool } from '../../facts/tool.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { callsOf, toolsOf } from '../parts.ts'

export const argumentsAreValidated: Requirement = {
  id: 'F01-R2',
  factor: 1,
  slug: 'arguments-are-validated',
  title: 'Arguments are validated',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: the model only writes JSON, your code acts on it. What has no declared shape, or is used as it was parsed, reaches a handler with whatever the model made up.',
  fix: {
    default:
      'Declare a schema for the input and parse with it before the handler runs; a value that does not fit becomes an error that the model reads.',
    openai:
      '`schema.safeParse(JSON.parse(call.function.arguments))` before the handler; `strict: true` on the tool.',
    anthropic: '`schema.safeParse(block.input)` before the handler.',
    'ai-sdk': 'Give each tool an `inputSchema` (zod) and no `z.any()`.',
    langchain: 'Give each tool a `schema` (zod) and no `z.any()`.',
    'openai-agents': 'Give each tool `parameters` (zod), and no `strict: false`.',
    mastra: 'Give each tool an `inputSchema` (zod).',
    mcp: 'Register each tool with an `inputSchema`.',
  },
  example: {
    red: 'const args = JSON.parse(call.function.arguments)\nawait refund(args.amount)',
    green:
      'const args = refundSchema.safeParse(JSON.parse(call.function.arguments))\nif (!args.success) return toolError(call, args.error)',
  },
  effort: 15,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const tools = toolsOf(agent, facts).filter((tool) => tool.runBy !== 'provider')
  const calls = callsOf(agent, facts)
  const bare = tools.filter((tool) => tool.inputSchema === 'none' || tool.inputSchema === 'loose')
  const parsed = calls.flatMap((call) => call.textUse.filter((use) => use.kind === 'parsed'))
  if (bare.length + parsed.length > 0)
    return fail(whyNot(agent, bare, parsed), [
      ...bare.map((tool) => evidence(tool, 'no-input-schema', tool.name)),
      ...parsed.map((use) => evidence(use, 'unchecked-json')),
    ])
  return tools.length > 0 ? ofTools(agent, tools) : ofValues(agent, calls)
}

function whyNot(agent: Agent, bare: readonly Tool[], parsed: readonly Sight[]): string {
  if (bare.length === 0)
    return `${agent.name} uses JSON of the model as it was parsed (${names(parsed.map((use) => use.what))}): nothing checks its shape.`
  return `Nothing says what ${names(bare.map((tool) => tool.name))} takes: any arguments reach the handler.`
}

function ofTools(agent: Agent, tools: readonly Tool[]): Judgement {
  const checks = agent.dispatch?.validates ?? (tools.every(isRunByFramework) ? 'framework' : 'unknown')
  const at = agent.dispatch ?? agent
  if (checks === 'schema' || checks === 'framework')
    return pass(
      `${checks === 'schema' ? 'A schema' : 'The framework'} checks arguments before a tool of ${agent.name} runs.`,
      [evidence(at, 'checked-arguments'), ...tools.map((tool) => evidence(tool, 'input-schema', tool.name))],
    )
  if (agent.dispatch?.by === 'mcp')
    return notApplicable(
      'The MCP server that owns the schemas checks the arguments, outside of this repository.',
    )
  if (checks === 'none')
    return unknown(
      `The provider is given the schemas, and ${agent.name} passes on what comes back without a check of its own: whether a wrong type gets through depends on the provider.`,
      [evidence(at, 'unchecked-arguments')],
    )
  return unknown(
    `Where the arguments of ${names(tools.map((tool) => tool.name))} are checked could not be traced.`,
    [evidence(at, 'untraced-dispatch')],
  )
}

function ofValues(agent: Agent, calls: readonly ModelCall[]): Judgement {
  const checked = calls.filter(
    (call) => call.output === 'schema' || call.textUse.some((use) => use.kind === 'validated'),
  )
  if (checked.length === 0) return notApplicable(`${agent.name} has no tools and asks for no values.`)
  return pass(
    `A schema checks the values that ${agent.name} gets from the model.`,
    checked.map((call) => evidence(call, 'checked-value', call.api)),
  )
}

const isRunByFramework = (tool: Tool): boolean => tool.runBy === 'framework'

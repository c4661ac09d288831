import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { ModelCall } from '../../facts/model-call.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { callsOf, toolsOf } from '../parts.ts'

export const choiceAndExecutionAreApart: Requirement = {
  id: 'F04-R1',
  factor: 4,
  slug: 'choice-and-execution-are-apart',
  title: 'Choice and execution are apart',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: the call of a tool is a description of what to do, and deterministic code decides what happens. A handler that runs by itself leaves no moment to check, to wait or to refuse.',
  fix: {
    default:
      'Let the loop return the call to your code before anything that writes runs: a switch of your own, or an approval.',
    anthropic:
      'Use `messages.create` in a loop of your own in the place of `toolRunner`, at least for tools that write.',
    'ai-sdk':
      'Leave `execute` out of tools that write, or set `needsApproval`, and handle the call in your code.',
    'openai-agents': 'Set `needsApproval` on tools that write.',
    langchain: 'Interrupt before the tools node, or call `interrupt()` in the tool before it writes.',
    mastra: 'Set `requireToolApproval` on tools that write, or handle them in a workflow step.',
  },
  example: {
    red: 'deploy: tool({ inputSchema, execute: ({ tag }) => deploy(tag) }),',
    green:
      "deploy: tool({ inputSchema }),   // no execute: the call comes back\n…\nif (call.toolName === 'deploy') return waitForApproval(thread, call)",
  },
  effort: 30,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const tools = toolsOf(agent, facts).filter((tool) => tool.runBy !== 'provider' && tool.runBy !== 'nobody')
  const { dispatch } = agent
  if (tools.length === 0) return ofValues(agent, callsOf(agent, facts))
  const hasLook = dispatch?.separate ?? false
  const hurried = tools.filter(
    (tool) => tool.effect === 'write' && !tool.gate && !(hasLook && tool.runBy !== 'framework'),
  )
  if (hurried.length > 0)
    return fail(
      `${names(hurried.map((tool) => tool.name))} write${hurried.length === 1 ? 's' : ''} as soon as the model says so: no code of ${agent.name} sees the call first.`,
      hurried.map((tool) => evidence(tool, 'runs-by-itself', tool.name)),
    )
  if (dispatch && hasLook)
    return pass(`Code of ${agent.name} sees each call before anything runs.`, [
      evidence(dispatch, 'own-dispatch'),
    ])
  const unread = tools.filter((tool) => tool.effect === 'unknown' && !tool.gate)
  if (unread.length > 0)
    return unknown(
      `Whether ${names(unread.map((tool) => tool.name))} write${unread.length === 1 ? 's' : ''} could not be read.`,
      unread.map((tool) => evidence(tool, 'unread-tool', tool.name)),
    )
  const gated = tools.filter((tool) => tool.effect === 'write')
  if (gated.length === 0) return notApplicable(`The tools of ${agent.name} only look: nothing has to wait.`)
  return pass(
    `${names(gated.map((tool) => tool.name))} wait${gated.length === 1 ? 's' : ''} for code before writing.`,
    gated.map((tool) => evidence(tool.gate ?? tool, 'gated-tool', tool.name)),
  )
}

function ofValues(agent: Agent, calls: readonly ModelCall[]): Judgement {
  const values = calls.filter(
    (call) => call.output === 'schema' || call.textUse.some((use) => use.kind === 'validated'),
  )
  if (values.length === 0) return notApplicable(`${agent.name} has no tools and asks for no values.`)
  return pass(
    `The model only fills in values for ${agent.name}; code decides what happens with them.`,
    values.map((call) => evidence(call, 'structured-answer', call.api)),
  )
}

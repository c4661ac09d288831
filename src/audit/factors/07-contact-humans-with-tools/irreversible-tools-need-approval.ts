import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Tool } from '../../facts/tool.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { executedText, toolsOf } from '../parts.ts'
import { contactsOf } from '../people.ts'

export const irreversibleToolsNeedApproval: Requirement = {
  id: 'F07-R2',
  factor: 7,
  slug: 'irreversible-tools-need-approval',
  title: 'Irreversible tools need approval',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: a high-stakes step waits for a person. Code has to ask before it runs; a sentence in the prompt ("always ask first") is a wish, and a message that says "already approved" breaks it.',
  fix: {
    default:
      'Before the handler runs, ask a condition of yours over the call and its arguments; when it holds, store an approval request and stop.',
    'ai-sdk': 'Set `needsApproval` (true, or a function of the input) on the tool.',
    langchain:
      'Put `interrupt()` before the call in the node that runs it, or `interruptBefore` on the node.',
    'openai-agents': 'Set `needsApproval` on the tool.',
    mastra: 'Set `requireApproval` on the tool, or `suspend()` in the step before it.',
    'cloudflare-agents': 'Leave out `execute` and run the tool when the person has confirmed.',
    mcp: 'Ask before `callTool`, for every tool that its annotations do not call read-only.',
    twelvefold: 'Add `approvals(thread, condition, policy)` to `decide`.',
  },
  example: {
    red: 'deploy: tool({ inputSchema, execute: deploy }),',
    green: "deploy: tool({ inputSchema, execute: deploy, needsApproval: ({ to }) => to === 'production' }),",
  },
  effort: 30,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const tools = toolsOf(agent, facts).filter((tool) => tool.offered && tool.runBy !== 'nobody')
  const risky = tools.filter(isRisky)
  const ungated = risky.filter((tool) => tool.gate === undefined)
  if (ungated.length > 0)
    return fail(
      `${agent.name} can run ${names(ungated.map((tool) => tool.name))} without anyone's approval.`,
      ungated.map((tool) => evidence(tool, 'ungated-tool', `${tool.name}: ${reach(tool)}`)),
    )
  const executed = executedText(agent, facts)
  const approvals = gatesOf(agent, facts, risky)
  if (executed.length > 0 && approvals.length === 0)
    return fail(
      `${agent.name} runs what the model writes (${names(executed.map((use) => use.what))}), and nobody looks at it first.`,
      executed.map((use) => evidence(use, 'executed-text')),
    )
  const untraced = tools.filter((tool) => tool.effect === 'unknown' && tool.gate === undefined)
  if (untraced.length > 0)
    return unknown(
      `What ${names(untraced.map((tool) => tool.name))} can do could not be read, and nothing asks before.`,
      untraced.map((tool) => evidence(tool, 'unread-tool', tool.name)),
    )
  if (approvals.length === 0) return notApplicable(`No tool of ${agent.name} does what cannot be taken back.`)
  return pass(`What ${agent.name} cannot take back waits for an approval in code.`, approvals)
}

/** A server's tools are not known here: among them can be any. */
function isRisky(tool: Tool): boolean {
  if (tool.effect === 'write') return tool.reversible !== 'yes'
  return tool.inputSchema === 'dynamic' && tool.effect === 'unknown'
}

function reach(tool: Tool): string {
  if (tool.inputSchema === 'dynamic') return 'whatever the server offers'
  return names(tool.effects.map((effect) => effect.what)) || 'changes the outside world'
}

function gatesOf(agent: Agent, facts: Facts, risky: readonly Tool[]) {
  const approvals = contactsOf(agent, facts).filter(({ how }) => how === 'approval')
  return [
    ...risky.flatMap((tool) => (tool.gate ? [evidence(tool.gate, 'approval', `before ${tool.name}`)] : [])),
    ...agent.waiting.gates.map((gate) => evidence(gate, 'approval')),
    ...approvals.map((approval) => evidence(approval, 'approval', 'a person approves')),
  ]
}

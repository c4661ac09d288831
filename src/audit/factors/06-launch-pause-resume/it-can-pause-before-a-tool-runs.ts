import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { hasSteps, toolsOf } from '../parts.ts'

export const itCanPauseBeforeAToolRuns: Requirement = {
  id: 'F06-R3',
  factor: 6,
  slug: 'it-can-pause-before-a-tool-runs',
  title: 'It can pause before a tool runs',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: the moment that matters most is between the choice of a tool and its execution. An agent that cannot stop there must be trusted with everything, or with nothing.',
  fix: {
    default:
      'Between choice and execution, ask a predicate of yours; where it says so, store the run and end the turn in the place of running the tool.',
    'ai-sdk': 'Set `needsApproval` on tools that write (or leave out `execute`).',
    'openai-agents': 'Set `needsApproval` on tools that write.',
    langchain: 'Call `interrupt()` before the write, or compile with `interruptBefore: ["tools"]`.',
    mastra: 'Set `requireToolApproval`, or suspend the step before it writes.',
    twelvefold: 'Add `approvals(thread, predicate, policy)` to `decide`.',
  },
  example: {
    red: 'for (const call of reply.calls) append(await run(call))',
    green:
      'for (const call of reply.calls) {\n  if (needsApproval(call)) return park(thread, call)\n  append(await run(call))\n}',
  },
  effort: 45,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: there is nothing to take up again.`)
  const tools = toolsOf(agent, facts).filter((tool) => tool.runBy !== 'provider' && tool.runBy !== 'nobody')
  const gates = [...agent.waiting.gates, ...tools.flatMap((tool) => tool.gate ?? [])]
  if (gates.length > 0)
    return pass(
      `${agent.name} can stop after a tool was chosen and before it runs.`,
      gates.map((gate) => evidence(gate, 'gate')),
    )
  const writes = tools.filter((tool) => tool.effect === 'write')
  if (writes.length > 0)
    return fail(
      `Nothing can stop ${agent.name} between choosing and running ${names(writes.map((tool) => tool.name))}.`,
      writes.map((tool) => evidence(tool, 'no-gate', tool.name)),
    )
  const unread = tools.filter((tool) => tool.effect === 'unknown')
  if (unread.length === 0)
    return notApplicable(`No tool of ${agent.name} changes anything: nothing has to wait.`)
  return unknown(
    `Whether ${names(unread.map((tool) => tool.name))} change${unread.length === 1 ? 's' : ''} anything could not be read.`,
    unread.map((tool) => evidence(tool, 'unread-tool', tool.name)),
  )
}

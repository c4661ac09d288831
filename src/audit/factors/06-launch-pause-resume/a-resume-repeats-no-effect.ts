import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { hasSteps, toolsOf } from '../parts.ts'

export const aResumeRepeatsNoEffect: Requirement = {
  id: 'F06-R4',
  factor: 6,
  slug: 'a-resume-repeats-no-effect',
  title: 'A resume repeats no effect',
  level: 'MUST',
  origin: 'derived',
  inSource: 'refutes',
  tiers: ['probe', 'logs'],
  why: 'A process stops between an effect and its record sooner or later. What a resume runs again is sent, paid or deployed a second time.',
  fix: {
    default:
      'Give each write a key made of run and call, and let the other side ignore a key that it has seen; record before and after.',
    langchain:
      'A node runs again from its top: put the write after `interrupt()`, or into a node of its own.',
    mastra: 'A step runs again from its top: put the write after `suspend()`, or into a step of its own.',
    twelvefold:
      'Declare the effect: `idempotent` tools get an `idempotencyKey`, `once` tools are never repeated.',
  },
  example: {
    red: 'await payments.charge({ amount })',
    green: 'await payments.charge({ amount }, { idempotencyKey: `${runId}:${callId}` })',
  },
  effort: 60,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: there is nothing to take up again.`)
  const { repeats } = agent.waiting
  if (repeats.length > 0)
    return fail(
      `A resume of ${agent.name} runs ${names(repeats.map((effect) => effect.what))} again.`,
      repeats.map((effect) => evidence(effect, 'repeated-effect')),
    )
  const tools = toolsOf(agent, facts)
  const writes = tools.filter((tool) => tool.effect === 'write')
  if (writes.length > 0 && writes.every((tool) => tool.idempotencyKey))
    return pass(
      `Every write of ${agent.name} carries a key that makes a repetition harmless.`,
      writes.map((tool) => evidence(tool, 'idempotency-key', tool.name)),
    )
  if (writes.length === 0 && tools.every((tool) => tool.effect !== 'unknown'))
    return notApplicable(`No tool of ${agent.name} changes anything: it may run twice.`)
  return unknown(`Whether a crash makes ${agent.name} repeat an effect is raised by probe.`)
}

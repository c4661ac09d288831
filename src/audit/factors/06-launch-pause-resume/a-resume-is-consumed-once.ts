import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass, unknown } from '../judgement.ts'
import { hasSteps, triggersOf } from '../parts.ts'

export const aResumeIsConsumedOnce: Requirement = {
  id: 'F06-R5',
  factor: 6,
  slug: 'a-resume-is-consumed-once',
  title: 'A resume is consumed once',
  level: 'MUST',
  origin: 'derived',
  inSource: 'refutes',
  tiers: ['probe', 'logs'],
  why: 'People click twice, and webhooks are delivered twice. Two resumes of one wait are two runs with the same past.',
  fix: {
    default:
      'Write the resumed run with a condition on its version (or a unique key of the request), and let the second writer read the outcome of the first.',
    twelvefold: 'Nothing to do: `append` takes the expected sequence number.',
  },
  example: {
    red: 'await db.update(runs).set({ state }).where(eq(runs.id, id))',
    green:
      'const saved = await db.update(runs).set({ state, version: version + 1 })\n  .where(and(eq(runs.id, id), eq(runs.version, version))).returning()\nif (saved.length === 0) return outcomeOf(id)',
  },
  effort: 45,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: there is nothing to take up again.`)
  const { resumes } = agent.waiting
  const entries = triggersOf(agent, facts).filter((trigger) => trigger.does !== 'launch')
  if (resumes.length + entries.length === 0) return notApplicable(`Nothing resumes ${agent.name}.`)
  const stores = agent.state.stores.filter((store) => store.keeps === 'durable')
  const guarded = stores.filter((store) => store.conditionalWrite)
  if (guarded.length > 0)
    return pass(
      `Only the first of two resumes of ${agent.name} can write.`,
      guarded.map((store) => evidence(store, 'conditional-write')),
    )
  const open = entries.filter((trigger) => trigger.deduplicated === false)
  if (stores.length > 0 && open.length > 0)
    return fail(
      `Two answers at once both resume ${agent.name}: no delivery is looked up, and the run is written without a condition.`,
      [
        ...open.map((trigger) => evidence(trigger, 'repeatable-resume', trigger.kind)),
        ...stores.map((store) => evidence(store, 'unconditional-write')),
      ],
    )
  return unknown(`Whether two resumes of ${agent.name} can both go on is raised by probe.`)
}

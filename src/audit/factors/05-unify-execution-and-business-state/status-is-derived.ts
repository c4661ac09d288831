import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { hasSteps } from '../parts.ts'

export const statusIsDerived: Requirement = {
  id: 'F05-R2',
  factor: 5,
  slug: 'status-is-derived',
  title: 'Status is derived',
  level: 'MUST',
  origin: 'essay',
  inSource: 'refutes',
  tiers: ['probe', 'logs'],
  why: "The essay: current step, waiting status and retry counts are metadata about what has happened so far. A variable of the module or of an instance is gone, or another run's, after the next restart.",
  fix: {
    default:
      'Compute step, status and counters from the events when they are needed; pass state in as an argument, and keep none in the module.',
    twelvefold: 'Nothing to do: the fold derives status and counters.',
  },
  example: {
    red: 'let retries = 0   // in the module\nif (failed) retries++',
    green: "const retries = thread.events.filter(({ type }) => type === 'tool_call_failed').length",
  },
  effort: 30,
  judge,
}

function judge(agent: Agent): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: no state lies between its steps.`)
  const { moduleMutable, instanceState, derivations, stores } = agent.state
  const isResumable =
    agent.waiting.resumes.length > 0 ||
    stores.some((store) => store.keeps === 'durable' || store.keeps === 'platform')
  // Where a run cannot come back anyway, a counter of its own loop loses nothing (the essay's sample has one).
  const lost = isResumable ? instanceState : []
  if (moduleMutable.length + lost.length > 0)
    return fail(
      `${names([...moduleMutable, ...lost].map((part) => part.what))} ${moduleMutable.length + lost.length === 1 ? 'is' : 'are'} kept outside of the run: a restart loses ${moduleMutable.length + lost.length === 1 ? 'it' : 'them'}, and two runs of ${agent.name} share what the module keeps.`,
      [
        ...moduleMutable.map((part) => evidence(part, 'module-mutable')),
        ...lost.map((part) => evidence(part, 'instance-state')),
      ],
    )
  if (derivations.length > 0 && instanceState.length === 0)
    return pass(
      `Where a run of ${agent.name} stands is worked out from its events.`,
      derivations.map((derivation) => evidence(derivation, 'derived')),
    )
  return unknown(
    `No status of ${agent.name} was seen outside of its run; whether its counters survive a restart is raised by probe.`,
    instanceState.map((part) => evidence(part, 'instance-state')),
  )
}

import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { hasSteps } from '../parts.ts'

export const eventsAreAppendOnly: Requirement = {
  id: 'F05-R3',
  factor: 5,
  slug: 'events-are-append-only',
  title: 'Events are append only',
  level: 'MUST',
  origin: 'derived',
  inSource: 'refutes',
  tiers: ['probe', 'logs'],
  why: 'A thread is what happened. An event that is removed or rewritten in place takes the history, the fork and the replay with it.',
  fix: {
    default:
      'Append an event that says what is superseded or compacted, and leave things out when the input is made, not in the thread.',
    langchain: 'Return new values from reducers; use `RemoveMessage` only in a copy that is sent.',
  },
  example: {
    red: 'thread.events.splice(0, thread.events.length - 20)',
    green: "append({ type: 'context_compacted', data: { upTo: event.seq, summary } })",
  },
  effort: 30,
  judge,
}

function judge(agent: Agent): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: no state lies between its steps.`)
  const { rewrites, thread, shape } = agent.state
  if (rewrites.length > 0)
    return fail(
      `${agent.name} changes what has happened: ${names(rewrites.map((rewrite) => rewrite.what))}.`,
      rewrites.map((rewrite) => evidence(rewrite, 'rewrites-events')),
    )
  if (thread && shape === 'object')
    return pass(`Code of ${agent.name} only adds to ${thread.what}.`, [evidence(thread, 'append-only')])
  return unknown(`Whether anything rewrites the history of ${agent.name} is raised by probe.`)
}

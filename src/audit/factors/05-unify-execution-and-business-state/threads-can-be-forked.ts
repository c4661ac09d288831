import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass } from '../judgement.ts'
import { hasSteps } from '../parts.ts'

export const threadsCanBeForked: Requirement = {
  id: 'F05-R4',
  factor: 5,
  slug: 'threads-can-be-forked',
  title: 'Threads can be forked',
  level: 'SHOULD',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe'],
  why: 'The essay: you can fork the thread at any point, by copying a part of it into a new one. That is how a failure is tried again with another ending.',
  fix: {
    default: 'Write `fork(thread, seq)`: the first events under a new id, nothing shared with the original.',
    langchain: 'Use a checkpointer, and start from `getStateHistory` with its `checkpoint_id`.',
    twelvefold: 'Nothing to do: `npx twelvefold threads fork <thread> --at <seq>`.',
  },
  example: {
    red: 'thread.events.length = 12   // try again from here',
    green: 'const fork = { id: newId(), events: thread.events.slice(0, 12) }',
  },
  effort: 30,
  judge,
}

function judge(agent: Agent): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: no state lies between its steps.`)
  const { forks, thread } = agent.state
  if (forks.length > 0)
    return pass(
      `A run of ${agent.name} can be copied up to a point and go on from there.`,
      forks.map((fork) => evidence(fork, 'fork')),
    )
  return fail(`Nothing makes a second run of ${agent.name} out of a part of the first.`, [
    evidence(thread ?? agent, 'no-fork'),
  ])
}

import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass } from '../judgement.ts'
import { hasSteps } from '../parts.ts'

export const oldThreadsStillReplay: Requirement = {
  id: 'F12-R5',
  factor: 12,
  slug: 'old-threads-still-replay',
  title: 'Old threads still replay',
  level: 'SHOULD',
  origin: 'derived',
  inSource: 'decides',
  tiers: ['probe'],
  why: 'A run that waits for a person is older than the code that goes on with it. Stored events without a version break at the first change of their shape.',
  fix: {
    default:
      'Write a version into each stored event, read old versions, and fold a few stored threads in CI.',
    twelvefold: 'Keep threads in test/threads/: events carry `v`, and the fold reads all of them.',
  },
  example: {
    red: "append({ type: 'human_answered', data })",
    green: "append({ type: 'human_answered', v: 2, data })\n// test/threads/*.jsonl are folded in CI",
  },
  effort: 30,
  judge,
}

function judge(agent: Agent): Judgement {
  const { stores, versions } = agent.state
  const kept = stores.filter(({ keeps }) => keeps === 'durable')
  if (!hasSteps(agent) || kept.length === 0)
    return notApplicable(`${agent.name} keeps no run longer than its code.`)
  if (versions.length > 0)
    return pass(
      `What ${agent.name} stores says which version it is.`,
      versions.map((sight) => evidence(sight, 'version')),
    )
  return fail(
    `${agent.name} stores runs without a version: the next change of their shape breaks those that wait.`,
    kept.map((store) => evidence(store, 'no-version', store.what)),
  )
}

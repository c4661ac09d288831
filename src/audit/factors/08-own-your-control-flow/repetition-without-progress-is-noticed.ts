import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass } from '../judgement.ts'
import { answersAtOnce } from '../parts.ts'

export const repetitionWithoutProgressIsNoticed: Requirement = {
  id: 'F08-R3',
  factor: 8,
  slug: 'repetition-without-progress-is-noticed',
  title: 'Repetition without progress is noticed',
  level: 'SHOULD',
  origin: 'derived',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'Whoever owns the loop can see that it turns in place. Agents have been seen to make the same successful call 629 times.',
  fix: {
    default:
      'Compare each call (tool, arguments, result) with the last ones; when one repeats, say so to the model once, then stop.',
    'ai-sdk': 'Look at the last steps in `stopWhen` or `prepareStep`.',
    langchain: 'Look at the last tool messages in the router.',
    twelvefold: 'Add a policy to `decide` that looks at the last calls of the thread.',
  },
  example: {
    red: 'for (let step = 0; step < 20; step++) append(await run(await next()))',
    green:
      "if (isRepeated(call, thread)) return thread.wasNudged ? stop(thread, 'stalled') : nudge(thread, call)",
  },
  effort: 20,
  judge,
}

function judge(agent: Agent): Judgement {
  const { owner, at, noProgress } = agent.control
  if (owner === 'none' || agent.kind === 'single-call' || agent.kind === 'workflow' || answersAtOnce(agent))
    return notApplicable(`${agent.name} has no loop that could turn in place.`)
  if (noProgress.length > 0)
    return pass(
      `${agent.name} notices when it repeats itself.`,
      noProgress.map((sight) => evidence(sight, 'progress-check')),
    )
  return fail(`${agent.name} does not notice when it makes the same call with the same result again.`, [
    evidence(at, 'no-progress-check', 'steps are not compared'),
  ])
}

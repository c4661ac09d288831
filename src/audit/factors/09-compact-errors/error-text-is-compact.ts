import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { inSteps } from '../steps.ts'

export const errorTextIsCompact: Requirement = {
  id: 'F09-R2',
  factor: 9,
  slug: 'error-text-is-compact',
  title: 'Error text is compact',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: compact errors into the context window. A stack or a whole response body crowds out the task, repeats itself on every turn, and can carry secrets to the provider.',
  fix: {
    default:
      'Make one line of each error: its kind, a message cut to a fixed length, a hint. Leave out stacks, causes and bodies.',
    'openai-agents': 'Return that line from `errorFunction`.',
    langchain: 'Set your own text instead of `error.message` in the ToolMessage.',
    twelvefold: 'Use `compactError` from `twelvefold/errors`: one line of at most 100 characters.',
  },
  example: {
    red: 'content: String(error.stack),',
    green: 'content: compactError(error).message,',
  },
  effort: 10,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const raw = inSteps(agent, facts, ({ errors }) => errors.raw)
  const compact = inSteps(agent, facts, ({ errors }) => errors.compact)
  const { fedBack } = agent.errors
  if (raw.length > 0)
    return fail(
      `The model of ${agent.name} reads errors as they come: ${names(raw.map((sight) => sight.what))}.`,
      raw.map((sight) => evidence(sight, 'raw-error')),
    )
  if (compact.length > 0)
    return pass(
      `Errors are cut short before the model of ${agent.name} reads them.`,
      compact.map((sight) => evidence(sight, 'compact-error')),
    )
  if (fedBack.length > 0)
    return unknown(
      `How long the errors are that the model of ${agent.name} reads could not be traced.`,
      fedBack.map((sight) => evidence(sight, 'untraced-error')),
    )
  return notApplicable(`No code of this repository puts an error before the model of ${agent.name}.`)
}

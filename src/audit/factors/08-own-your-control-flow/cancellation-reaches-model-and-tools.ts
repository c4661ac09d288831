import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass } from '../judgement.ts'
import { toolsOf } from '../parts.ts'

export const cancellationReachesModelAndTools: Requirement = {
  id: 'F08-R4',
  factor: 8,
  slug: 'cancellation-reaches-model-and-tools',
  title: 'Cancellation reaches model and tools',
  level: 'SHOULD',
  origin: 'derived',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'To interrupt an agent is the first thing that the essay wants from owned control flow. A run that cannot be called off goes on spending and acting.',
  fix: {
    default: 'Take an AbortSignal at the entry and pass it to each model call and to each tool.',
    'ai-sdk': 'Pass `abortSignal`, and hand the `abortSignal` that `execute` gets to what it calls.',
    'openai-agents': 'Pass `signal` to `run`.',
    openai: 'Pass `{ signal }` as the second argument of `create`.',
    anthropic: 'Pass `{ signal }` as the second argument of `create`.',
    langchain: 'Pass `{ signal }` to `invoke`, and use `config.signal` in nodes and tools.',
    fetch: 'Pass `signal` to `fetch`.',
    twelvefold: 'Hand the `signal` that `run` gets to what the tool calls.',
  },
  example: {
    red: 'await generateText({ model, messages })',
    green: 'await generateText({ model, messages, abortSignal: signal })\nawait fetch(url, { signal })',
  },
  effort: 15,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const { owner, at, cancels } = agent.control
  if (owner === 'none' || agent.kind === 'single-call')
    return notApplicable(`${agent.name} is over with one call.`)
  const hasTools = toolsOf(agent, facts).some((tool) => tool.offered && tool.runBy !== 'nobody')
  const missing = [
    ...(cancels.model ? [] : ['the model']),
    ...(hasTools && !cancels.tools ? ['the tools'] : []),
  ]
  if (missing.length > 0)
    return fail(`A run of ${agent.name} cannot be called off: no signal reaches ${names(missing)}.`, [
      evidence(at, 'no-signal', `no signal to ${names(missing)}`),
    ])
  return pass(`A signal reaches the model${hasTools ? ' and the tools' : ''} of ${agent.name}.`, [
    evidence(at, 'signal', 'an AbortSignal is passed on'),
  ])
}

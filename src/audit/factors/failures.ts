// What can fail in a run, and who makes something of it: what factor 9 asks about.
import type { Agent } from '../facts/agent.ts'
import type { Facts } from '../facts/facts.ts'
import type { Sight } from '../facts/place.ts'
import type { Tool } from '../facts/tool.ts'
import { toolsOf } from './parts.ts'
import { inSteps } from './steps.ts'

/** Tools that code runs, the repository's or a framework's: what a provider runs, it also answers for. */
export const runTools = (agent: Agent, facts: Facts): readonly Tool[] =>
  toolsOf(agent, facts).filter((tool) => tool.offered && tool.runBy !== 'provider' && tool.runBy !== 'nobody')

/** Something can fail between two steps. One call hands its failure to whoever called. */
export const canFailBetween = (agent: Agent, facts: Facts): boolean =>
  agent.kind !== 'single-call' || runTools(agent, facts).length > 0

/** Places at which the repository's own code turns a failure into something that the model sees. */
export function fedBack(agent: Agent, facts: Facts): readonly Sight[] {
  const results = runTools(agent, facts).filter(({ failure }) => failure === 'result')
  return [
    ...inSteps(agent, facts, ({ errors }) => [...errors.fedBack, ...errors.compact, ...errors.raw]),
    ...results.map((tool) => ({ ...tool, kind: 'failure-as-result', what: tool.name })),
  ]
}

/** The model chooses what comes after a failure, so that it can choose the same again. */
export const repeats = (agent: Agent): boolean => agent.kind === 'loop' || agent.kind === 'framework-agent'

import type { Finding } from '../catalogue/finding.ts'
import type { AgentScore, FactorLevel } from '../catalogue/result.ts'
import type { Agent } from '../facts/agent.ts'
import { figure, scoreFactor } from './score-factor.ts'
import type { Catalogue } from './scored.ts'
import { weigh } from './weigh.ts'

const MET: readonly FactorLevel[] = ['met-static', 'met-observed', 'proven']

/** `findings`: those of this agent. A fraction first, then the mean of the factors that apply. */
export function scoreAgent(agent: Agent, findings: readonly Finding[], catalogue: Catalogue): AgentScore {
  const weighed = catalogue.map(({ number, requirements }) => {
    const all = requirements.flatMap((requirement) => {
      const one = weigh(
        requirement,
        findings.filter(({ requirement: id }) => id === requirement.id),
      )
      return one ? [one] : []
    })
    return { number, all }
  })
  const factors = weighed.map(({ number, all }) => scoreFactor(number, all))
  const count = (...levels: readonly FactorLevel[]): number =>
    factors.filter(({ level }) => levels.includes(level)).length
  const raw = mean(weighed.map(({ all }) => figure(all)))
  return {
    agent: agent.id,
    name: agent.name,
    factors,
    met: count(...MET),
    proven: count('proven'),
    unknown: count('unknown'),
    failing: count('not-met'),
    applicable: factors.length - count('not-applicable'),
    raw: Math.round(raw ?? 0),
    adjusted: Math.round(mean(weighed.map(({ all }) => figure(all, 'adjusted'))) ?? raw ?? 0),
  }
}

function mean(figures: readonly (number | undefined)[]): number | undefined {
  const counted = figures.filter((figure) => figure !== undefined)
  return counted.length === 0 ? undefined : counted.reduce((sum, one) => sum + one, 0) / counted.length
}

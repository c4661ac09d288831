import type { Finding } from '../catalogue/finding.ts'
import type { AgentScore, Score } from '../catalogue/result.ts'
import type { Agent } from '../facts/agent.ts'
import type { Facts } from '../facts/facts.ts'
import { AuditBroken } from '../audit-error.ts'
import type { Catalogue, CatalogueRequirement } from '../score/scored.ts'

/** What could still decide it: `source` has said what it can, the others have to be run. */
export type RaisedBy = 'source' | 'probe' | 'logs'

export function requirementOf({ requirement }: Finding, catalogue: Catalogue): CatalogueRequirement {
  const found = catalogue.flatMap(({ requirements }) => requirements).find(({ id }) => id === requirement)
  if (found) return found
  throw new AuditBroken(`a finding names ${requirement}, which is not in the catalogue`)
}

export function scoreOf({ id }: Agent, { agents }: Score): AgentScore {
  const found = agents.find(({ agent }) => agent === id)
  if (found) return found
  throw new AuditBroken(`the agent ${id} was not scored`)
}

/** An unknown that is not for source to decide is one line in a report, not a verdict. */
export function raisedBy({ verdict }: Finding, { inSource, tiers }: CatalogueRequirement): RaisedBy {
  if (verdict !== 'unknown' || inSource === 'decides') return 'source'
  return tiers.includes('logs') && !tiers.includes('probe') ? 'logs' : 'probe'
}

export function nameOf({ agent }: Finding, { agents }: Facts): string {
  return agents.find(({ id }) => id === agent)?.name ?? agent
}

/** In a list over several agents each sentence names its own. */
export function becauseOf(finding: Finding, facts: Facts): string {
  const name = nameOf(finding, facts)
  return finding.because.includes(name) ? finding.because : `${name}: ${finding.because}`
}

import { readFileSync } from 'node:fs'
import { FactsInvalid } from '../../audit/audit-error.ts'
import { audit, auditFacts, type JudgeOptions } from '../../audit/audit.ts'
import type { Configuration } from '../../audit/collect/configuration.ts'
import { parseFacts } from '../../audit/facts/parse-facts.ts'
import type { Audited } from '../../audit/score/scored.ts'
import type { AuditRequest } from './audit-request.ts'

/** From the folder, or from facts that were saved. @throws AuditRootInvalid, FactsInvalid, FactsVersionUnknown */
export function auditedOf(request: AuditRequest, configuration: Configuration, today: string): Audited {
  const { profile = configuration.profile, root, fromFacts } = request
  const options: JudgeOptions = { today, profile, lowStakes: configuration.policy?.lowStakes }
  if (fromFacts !== undefined) return judgeSaved(fromFacts, options)
  return audit(root, { ...options, include: configuration.include, exclude: configuration.exclude })
}

function judgeSaved(file: string, options: JudgeOptions): Audited {
  const facts = parseFacts(textOf(file), file)
  try {
    return auditFacts(facts, options)
  } catch (cause) {
    // Facts that somebody wrote by hand: each list was checked, not every value in it.
    throw new FactsInvalid(`the facts in ${file} cannot be judged: something in them is missing`, { cause })
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new FactsInvalid(`${file} cannot be read`, {
      hint: 'make it: npx twelvefold audit --save-facts FILE',
      cause,
    })
  }
}

// The audit of source: source -> facts -> findings -> score. Nothing that is read is executed.
import { statSync } from 'node:fs'
import { AuditRootInvalid } from './audit-error.ts'
import type { Profile } from './catalogue/profile.ts'
import { collect } from './collect/collect.ts'
import { factors, judge } from './factors/index.ts'
import type { Facts } from './facts/facts.ts'
import { score } from './score/score.ts'
import type { Audited } from './score/scored.ts'

export interface JudgeOptions {
  /** The day, `2026-01-31`: suppressions may end. */
  readonly today: string
  readonly profile?: Profile | undefined
  /** Names of tools that may change something without anyone's approval. */
  readonly lowStakes?: readonly string[] | undefined
}

export interface AuditOptions extends JudgeOptions {
  /** Patterns as in .gitignore: where given, nothing else is audited. */
  readonly include?: readonly string[] | undefined
  readonly exclude?: readonly string[] | undefined
}

/** Audits the folder at `root`. @throws AuditRootInvalid */
export function audit(root: string, options: AuditOptions): Audited {
  const { include = [], exclude = [] } = options
  checkRoot(root)
  return auditFacts(collect(root, { include, exclude }), options)
}

/** The same from facts that were saved: pure. */
export function auditFacts(
  facts: Facts,
  { today, profile = 'recommended', lowStakes = [] }: JudgeOptions,
): Audited {
  const findings = judge(facts, factors, profile)
  const scored = score(facts, findings, { catalogue: factors, profile, today, lowStakes })
  return { ...scored, facts, catalogue: factors }
}

function checkRoot(root: string): void {
  const found = statSync(root, { throwIfNoEntry: false })
  if (found?.isDirectory()) return
  const what = found ? 'is no folder' : 'does not exist'
  throw new AuditRootInvalid(`${root} ${what}`, {
    hint: 'name the folder of a repository: npx twelvefold audit PATH',
  })
}

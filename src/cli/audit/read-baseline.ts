import { readFileSync } from 'node:fs'
import { BaselineInvalid } from '../../audit/audit-error.ts'
import { fingerprints } from '../../audit/score/gate.ts'

interface Failure {
  readonly requirement: string
  readonly agent: string
  readonly verdict: string
  readonly waiver?: { readonly verdict: string } | null
  readonly evidence: readonly { readonly kind: string }[]
}

/** The failures that an earlier report lists, by what stays the same when lines move. @throws BaselineInvalid */
export function readBaseline(file: string): ReadonlySet<string> {
  const hint = `make it again: npx twelvefold audit --json --out ${file}`
  let report: unknown
  try {
    report = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new BaselineInvalid(`${file} cannot be read as a report`, { hint, cause })
  }
  const findings = (report as { readonly findings?: unknown } | null)?.findings
  if (!Array.isArray(findings) || !findings.every(isFailure)) {
    throw new BaselineInvalid(`${file} is no report of an audit`, { hint })
  }
  const failed = findings.filter(({ verdict, waiver }) => verdict === 'fail' || waiver?.verdict === 'fail')
  return new Set(failed.flatMap(fingerprints))
}

function isFailure(value: unknown): value is Failure {
  const { requirement, agent, verdict, evidence } = (value ?? {}) as Partial<Record<keyof Failure, unknown>>
  const isNamed = [requirement, agent, verdict].every((text) => typeof text === 'string')
  return (
    isNamed &&
    Array.isArray(evidence) &&
    evidence.every((place) => typeof place === 'object' && place !== null)
  )
}

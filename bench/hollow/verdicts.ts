import type { AuditJson } from '../corpus/audit-json.ts'

/** What an audit says of each agent, by requirement: `index.ts:12 F08-R2` to `fail`. Names are left out. */
export type Verdicts = ReadonlyMap<string, string>

export function verdictsOf({ agents, findings }: AuditJson): Verdicts {
  const places = new Map(agents.map(({ id, file, line }) => [id, `${file}:${line}`]))
  return new Map(
    findings.map(({ agent, requirement, verdict }) => [
      `${places.get(agent) ?? agent} ${requirement}`,
      verdict,
    ]),
  )
}

/** `agent.ts:8 F08-R2: static, then fail`, for each that differs. */
export function differences(before: Verdicts, after: Verdicts): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => `${key}: ${before.get(key) ?? 'not judged'}, then ${after.get(key) ?? 'not judged'}`)
}

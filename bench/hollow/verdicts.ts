import type { AuditJson } from '../corpus/audit-json.ts'

/** What an audit says of each agent, by requirement: `index.ts 1 F08-R2` to `fail`. Names and lines are left out. */
export type Verdicts = ReadonlyMap<string, string>

export function verdictsOf({ agents, findings }: AuditJson): Verdicts {
  const positions = new Map<string, string>()
  const inFile = new Map<string, number>()
  for (const { id, file } of [...agents].sort((one, other) => one.line - other.line)) {
    const position = (inFile.get(file) ?? 0) + 1
    inFile.set(file, position)
    positions.set(id, `${file} ${position}`)
  }
  return new Map(
    findings.map(({ agent, requirement, verdict }) => [`${positions.get(agent)} ${requirement}`, verdict]),
  )
}

export interface Difference {
  /** The file of the agent, which of those in it, and the requirement. */
  readonly at: string
  readonly before: string
  readonly after: string
}

export function differences(before: Verdicts, after: Verdicts): readonly Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((at) => ({ at, before: before.get(at) ?? 'not judged', after: after.get(at) ?? 'not judged' }))
    .filter((difference) => difference.before !== difference.after)
}

export const described = ({ at, before, after }: Difference): string => `${at}: ${before}, then ${after}`

// The scoring of the corpus: the neutral form of audits against hand-made labels. A port of its score.py; both give
// the same numbers for the same results.
import {
  expectedOfRepository,
  expectedPlaces,
  pointKinds,
  repositoryKinds,
  type PointKind,
  type RepositoryKind,
} from './expected.ts'
import type { Label } from './label.ts'
import { reported } from './match.ts'
import type { Neutral, NeutralFinding } from './neutral.ts'
import { noFactors, scoreFactors, sumOfFactors, type FactorTally } from './score-factors.ts'
import { inventoryKinds, scoreInventory, type InventoryKind } from './score-inventories.ts'
import { scorePlaces } from './score-places.ts'
import { added, emptyTally, type Tally } from './tally.ts'

export interface Score {
  readonly agents: Tally
  readonly findings: Readonly<Record<PointKind | RepositoryKind, Tally>>
  readonly inventories: Readonly<Record<InventoryKind, Tally>>
  readonly factors: FactorTally
  /** Reports of any kind on a repository that has no agent. */
  readonly falseAlarms: readonly string[]
}

const nothingFound: Neutral = { agents: [], findings: [], factors: {} }

/** A repository without a result counts as an auditor that found nothing. */
export function score(labels: ReadonlyMap<string, Label>, results: ReadonlyMap<string, Neutral>): Score {
  return [...labels]
    .map(([name, label]) => scoreOne(name, label, results.get(name) ?? nothingFound))
    .reduce(sum, emptyScore())
}

export function allFindings({ findings }: Score): Tally {
  return Object.values(findings).reduce(added, emptyTally)
}

function scoreOne(name: string, label: Label, result: Neutral): Score {
  const findings = scoreFindings(name, label, result.findings)
  const hasAgents = label.agents.length > 0
  const alarms = [
    ...result.agents.map(({ file, line }) => `${name} agent ${file}:${line}`),
    ...Object.entries(findings).flatMap(([kind, tally]) => tally.falseAlarms.map((at) => `${kind} ${at}`)),
    ...Object.entries(result.factors).flatMap(([factor, word]) =>
      word === 'na' ? [] : [`${name} factor ${factor} ${word}`],
    ),
  ]
  return {
    agents: scoreAgents(name, label, result),
    findings,
    inventories: perKind(inventoryKinds, (kind) => scoreInventory(name, label, result, kind)),
    factors: hasAgents ? scoreFactors(name, label, result) : noFactors,
    falseAlarms: hasAgents ? [] : alarms,
  }
}

function scoreAgents(name: string, label: Label, result: Neutral): Tally {
  const expected = label.agents.map(({ file, line, endLine, optional = false }) => ({
    file,
    from: line,
    to: endLine,
    optional,
  }))
  const neutral = label.model_calls.map(({ file, line }) => ({ file, from: line, to: line, optional: true }))
  const reports = result.agents.map((agent) => reported(agent, label.root))
  return scorePlaces(reports, expected, { name, label, neutral, nearestOnly: true })
}

function scoreFindings(name: string, label: Label, findings: readonly NeutralFinding[]): Score['findings'] {
  const places = expectedPlaces(label)
  const holds = expectedOfRepository(label)
  const ofKind = (kind: string): readonly NeutralFinding[] =>
    findings.filter((finding) => finding.kind === kind)
  const atPlaces = perKind(pointKinds, (kind) => {
    const wholeFile = kind === 'oversized_agent'
    const reports = ofKind(kind).map((finding) => reported(finding, label.root))
    const unique = wholeFile ? [...new Map(reports.map((report) => [report.file, report])).values()] : reports
    return scorePlaces(unique, places[kind], { name, label, wholeFile })
  })
  const ofRepository = perKind(repositoryKinds, (kind) =>
    scoreSaid(name, holds[kind], ofKind(kind).length > 0),
  )
  return { ...atPlaces, ...ofRepository }
}

function scoreSaid(name: string, holds: boolean | undefined, isSaid: boolean): Tally {
  if (holds) return isSaid ? { ...emptyTally, truePositives: 1, found: 1 } : { ...emptyTally, misses: [name] }
  if (!isSaid) return emptyTally
  return holds === undefined ? { ...emptyTally, ignored: 1 } : { ...emptyTally, falseAlarms: [name] }
}

function emptyScore(): Score {
  return {
    agents: emptyTally,
    findings: perKind([...pointKinds, ...repositoryKinds], () => emptyTally),
    inventories: perKind(inventoryKinds, () => emptyTally),
    factors: noFactors,
    falseAlarms: [],
  }
}

function sum(one: Score, other: Score): Score {
  return {
    agents: added(one.agents, other.agents),
    findings: perKind([...pointKinds, ...repositoryKinds], (kind) =>
      added(one.findings[kind], other.findings[kind]),
    ),
    inventories: perKind(inventoryKinds, (kind) => added(one.inventories[kind], other.inventories[kind])),
    factors: sumOfFactors(one.factors, other.factors),
    falseAlarms: [...one.falseAlarms, ...other.falseAlarms],
  }
}

function perKind<Kind extends string, Value>(
  kinds: readonly Kind[],
  value: (kind: Kind) => Value,
): Readonly<Record<Kind, Value>> {
  return Object.fromEntries(kinds.map((kind) => [kind, value(kind)])) as Record<Kind, Value>
}

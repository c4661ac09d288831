// From the audit's words to the corpus' words. It only renames: what it says, the audit says.
import type { AuditedFactor, AuditFinding, AuditJson, AuditPlace } from './audit-json.ts'
import type { FactorWord, Neutral, NeutralFinding, NeutralPlace } from './neutral.ts'

/** Places of a failed requirement, by requirement and kind of evidence. */
const kindsOfPlaces: Readonly<Record<string, string>> = {
  'F01-R2 no-input-schema': 'unstructured_tool',
  'F02-R2 inline-prompt': 'hardcoded_prompt',
  'F04-R6 adhoc-result': 'nonuniform_result',
  'F05-R2 module-mutable': 'mutable_state',
  'F08-R1 framework-loop': 'framework_control_flow',
  'F09-R1 crash': 'crash',
  'F09-R1 swallowed': 'swallowed_error',
  'F09-R1 tool-throws': 'tool_throws',
  'F09-R2 raw-error': 'raw_error',
  'F09-R3 unbounded-retry': 'unbounded_retry',
  'F10-R1 oversized': 'oversized_agent',
  'F12-R1 impure': 'impure',
  'F12-R4 module-mutable': 'mutable_state',
}

/** What a failure of the main agent says of the repository. A framework's default is no bound of the repository. */
const kindsOfRepository: Readonly<Record<string, string>> = {
  'F03-R2': 'unbounded_context',
  'F06-R2': 'no_pause',
  'F06-R3': 'no_pause',
  'F07-R1 no-human': 'no_human',
  'F08-R2': 'no_step_bound',
}

export function projection(audit: AuditJson): Neutral {
  const ofRepository = audit.findings
    .filter((finding) => finding.agent === audit.main && isSaid(finding))
    .flatMap(({ requirement, evidence }) => [
      requirement,
      ...evidence.map((at) => `${requirement} ${at.kind}`),
    ])
    .flatMap((said) => kindsOfRepository[said] ?? [])
    .map((kind) => ({ kind }))
  return {
    agents: audit.agents.map(place),
    findings: unique([...audit.findings.flatMap(places), ...ofRepository]),
    factors: factorWords(audit),
    tools: audit.tools.map(place),
    model_calls: audit.modelCalls.map(place),
    human_contact: audit.humans.map(place),
    externalised_prompts: audit.prompts
      .filter(({ origin }) => ['module', 'file', 'baml'].includes(origin))
      .map(({ source }) => ({ file: source })),
    triggers: audit.triggers.map(({ kind }) => ({ kind })),
  }
}

const isSaid = ({ verdict, evidence }: AuditFinding): boolean =>
  verdict === 'fail' || evidence.some(({ kind }) => kind === 'default-bound')

function places({ requirement, evidence }: AuditFinding): readonly NeutralFinding[] {
  return evidence.flatMap((at) => {
    const kind = kindsOfPlaces[`${requirement} ${at.kind}`]
    return kind ? [{ kind, ...place(at) }] : []
  })
}

function factorWords({ agents, main }: AuditJson): Readonly<Record<string, FactorWord>> {
  const judged = agents.find(({ id }) => id === main)?.factors ?? []
  const words: [string, FactorWord][] = Array.from({ length: 12 }, (_, index) => [String(index + 1), 'na'])
  for (const one of judged) words.push([String(one.factor), factorWord(one)])
  return Object.fromEntries(words)
}

function factorWord({ level, weight }: AuditedFactor): FactorWord {
  if (level === 'not-applicable') return 'na'
  if (weight.mustFails > 0) return weight.mustFails * 2 >= weight.decidable ? 'fail' : 'partial'
  return weight.decidable > 0 && weight.passes * 2 >= weight.decidable ? 'pass' : 'partial'
}

const place = ({ file, line, endLine }: AuditPlace): NeutralPlace => ({ file, line, endLine })
const unique = (findings: readonly NeutralFinding[]): readonly NeutralFinding[] => [
  ...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values(),
]

// The audit of this repository's own agents: `npm run -s bench -- compliance`. Then the audit of copies of them, each
// with one violation planted.
import { join } from 'node:path'
import { validators } from 'twelvefold/audit'
import { violations, type Violation } from './compliance/violations.ts'
import { audit } from './corpus/audit.ts'
import type { AuditJson } from './corpus/audit-json.ts'
import { report, tell } from './figures/report.ts'
import { auditCopy, repositoriesIn, type Repository } from './hollow/repository.ts'
import { repository } from './processes/compile.ts'

/** All that the agents are made of. */
const PARTS = ['agents', 'examples', 'prompts', 'package.json']

export default function compliance(): object {
  const own = ofAgents(audit(repository))
  for (const { agent, requirement, level, because } of failures(own))
    tell(`${agent} ${requirement} (${level}): ${because}`)
  return report(
    {
      ...validatorFigures(),
      agents: own.agents.length,
      agents_met: own.agents.filter(isMet).length,
      inline_prompts: places(own, 'F02-R2'),
      tools: own.tools.length,
      tools_tool_response: own.tools.filter(({ result }) => result === 'envelope').length,
      agents_over_200: places(own, 'F10-R1'),
      uncompacted_errors: places(own, 'F09-R2'),
      impure_decides: places(own, 'F12-R1'),
      planted: violations.length,
      planted_caught: caught(),
    },
    'none',
  )
}

/** What is said of those that the project shows: a bench may hold an agent that is made to fail. */
function ofAgents(whole: AuditJson): AuditJson {
  const isShown = ({ file }: { readonly file: string }): boolean => /^(agents|examples)\//.test(file)
  const agents = whole.agents.filter(isShown)
  const findings = whole.findings.filter(({ agent }) => agents.some(({ id }) => id === agent))
  return { ...whole, agents, findings, tools: whole.tools.filter(isShown) }
}

/** A validator flips: some agent that deserves it meets the factor, and some that does not fails it. */
function validatorFigures(): object {
  const [good, hollow] = [levelsOf('good'), levelsOf('hollow')]
  const still = validators.filter(
    ({ factor }) => !good.get(factor)?.some(isMetLevel) || !hollow.get(factor)?.includes('not-met'),
  )
  for (const { factor, slug } of still)
    tell(
      `factor ${factor}, ${slug}, does not flip: ${good.get(factor)?.join(', ')}; ${hollow.get(factor)?.join(', ')}`,
    )
  return { validators: validators.length, validators_that_flip: validators.length - still.length }
}

/** The levels of all agents of these fixtures, by factor. */
function levelsOf(kind: 'good' | 'hollow'): ReadonlyMap<number, readonly string[]> {
  const levels = new Map<number, string[]>()
  for (const one of repositoriesIn(join(repository, 'bench', 'hollow', 'fixtures', kind)))
    for (const { factor, level } of auditCopy(one).agents.flatMap(({ factors }) => factors))
      levels.set(factor, [...(levels.get(factor) ?? []), level])
  return levels
}

const isMetLevel = (level: string): boolean => /^(met|proven)/.test(level)

function isMet({ factors }: AuditJson['agents'][number]): boolean {
  return factors.every(({ level }) => level === 'not-applicable' || isMetLevel(level))
}

function failures({ findings }: AuditJson): AuditJson['findings'] {
  return findings.filter(({ verdict }) => verdict === 'fail')
}

function places(own: AuditJson, wanted: string): number {
  return failures(own)
    .filter(({ requirement }) => requirement === wanted)
    .reduce((count, { evidence }) => count + Math.max(1, evidence.length), 0)
}

/** Caught: the requirement fails in the copy, at the file of the violation, and did not before. */
function caught(): number {
  const copied: Repository = { name: 'twelvefold', path: repository }
  const before = auditCopy(copied, { parts: PARTS })
  let count = 0
  for (const violation of violations) {
    const change = (file: string, text: string): string =>
      file === violation.file ? planted(violation, text) : text
    const after = auditCopy(copied, { parts: PARTS, change })
    if (fails(after, violation) && !fails(before, violation)) count++
    else tell(`a planted violation of ${violation.requirement} in ${violation.file} was not caught`)
  }
  return count
}

function planted({ instead, planted: text, file }: Violation, original: string): string {
  if (original.split(instead).length !== 2) throw new Error(`${file} does not hold "${instead}" once`)
  return original.replace(instead, () => text)
}

function fails(result: AuditJson, violation: Violation): boolean {
  return failures(result).some(
    ({ requirement, evidence }) =>
      requirement === violation.requirement && evidence.some(({ file }) => file === violation.file),
  )
}

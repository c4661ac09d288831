// The audit of this repository's own agents: `npm run -s bench -- compliance`. Then the audit of copies of them, each
// with one violation planted.
import { join } from 'node:path'
import { validators } from 'twelvefold/audit'
import { violations, type Violation } from './compliance/violations.ts'
import { audit } from './corpus/audit.ts'
import type { AuditJson } from './corpus/audit-json.ts'
import { report, tell } from './figures/report.ts'
import { auditCopy, type Repository } from './hollow/repository.ts'
import { repository } from './processes/compile.ts'

/** All that the agents are made of. */
const PARTS = ['agents', 'examples', 'prompts', 'package.json']

const TWELVE = Array.from({ length: 12 }, (_, index) => index + 1)

export default function compliance(): object {
  const own = audit(repository)
  for (const { agent, requirement, because } of failures(own)) tell(`${agent} ${requirement}: ${because}`)
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

/** A factor's validator flips when it is met by an agent that deserves it and not met by one that does not. */
function validatorFigures(): object {
  const levels = (...path: string[]): ReadonlyMap<number, string> => {
    const folder = join(repository, 'bench', 'hollow', 'fixtures', ...path)
    const { agents, main } = auditCopy({ name: path.join('/'), path: folder })
    const factors = agents.find(({ id }) => id === main)?.factors ?? []
    return new Map(factors.map(({ factor, level }) => [factor, level]))
  }
  const [green, red] = [levels('good', 'openai-refunds'), levels('hollow', 'openai-support')]
  const flips = TWELVE.filter(
    (factor) => red.get(factor) === 'not-met' && /^(met|proven)/.test(green.get(factor) ?? ''),
  )
  for (const factor of TWELVE.filter((each) => !flips.includes(each)))
    tell(`factor ${factor} does not flip: ${red.get(factor)}, then ${green.get(factor)}`)
  return { validators: validators.length, validators_that_flip: flips.length }
}

function isMet({ factors }: AuditJson['agents'][number]): boolean {
  return factors.every(({ level }) => level === 'not-applicable' || /^(met|proven)/.test(level))
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

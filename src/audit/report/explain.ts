// What a requirement or a factor means: for whoever has to mend it.
import { RequirementNotFound } from '../audit-error.ts'
import type { Factor } from '../catalogue/factor.ts'
import type { InSource, Origin } from '../catalogue/requirement.ts'
import type { Agent } from '../facts/agent.ts'
import type { Facts } from '../facts/facts.ts'
import type { Catalogue, CatalogueRequirement } from '../score/scored.ts'
import type { Look } from './terminal/look.ts'
import { count, duration, pad, printable, wrap } from './text.ts'

const ESSAYS = 'https://github.com/humanlayer/12-factor-agents/blob/main/'

const origins: Readonly<Record<Origin, string>> = {
  essay: 'asked by the essays',
  project: 'this project’s own rule, stricter than the essays: advice in the profile "essay"',
  derived: 'derived from practice',
}

const saysInSource: Readonly<Record<InSource, string>> = {
  decides: 'Reading the source can show that it holds and that it does not.',
  refutes: 'Reading the source can show that it does not hold; that it holds shows in a run.',
  none: 'Reading the source cannot tell.',
}

type AnyFactor = Factor<Facts, Agent>

/** `F02-R2` in any case. @throws RequirementNotFound */
export function findRequirement(id: string, catalogue: Catalogue): CatalogueRequirement | AnyFactor {
  const wanted = id.trim().toUpperCase()
  const factor = catalogue.find(({ number }) => wanted === factorId(number) || wanted === `F${number}`)
  const found =
    factor ?? catalogue.flatMap(({ requirements }) => requirements).find((one) => one.id === wanted)
  if (found) return found
  const near = catalogue.find(({ number }) => wanted.startsWith(factorId(number)))
  const ids =
    near?.requirements.map((requirement) => requirement.id) ?? catalogue.map(({ number }) => factorId(number))
  throw new RequirementNotFound(`"${printable(id)}" is no requirement and no factor`, {
    hint: `one of ${ids.join(', ')}`,
  })
}

export function explain(id: string, catalogue: Catalogue, look: Look): string {
  const found = findRequirement(id, catalogue)
  const lines = 'requirements' in found ? factorLines(found, look) : requirementLines(found, catalogue, look)
  return `${lines.join('\n')}\n`
}

/** All twelve, for `explain` without an id. */
export function explainAll(catalogue: Catalogue, look: Look): string {
  const lines = catalogue.map(
    ({ number, title, requirements }) =>
      `${look.bold(factorId(number))}  ${pad(title, 42)} ${look.dim(count(requirements.length, 'requirement'))}`,
  )
  return `${[...lines, '', 'npx twelvefold explain F07, or F07-R2'].join('\n')}\n`
}

function factorLines({ number, title, essay, requirements }: AnyFactor, look: Look): readonly string[] {
  return [
    look.bold(`${factorId(number)}  ${title}`),
    look.dim(essay.startsWith('http') ? essay : `${ESSAYS}${essay}`),
    '',
    ...requirements.map(
      (requirement) => `  ${pad(requirement.id, 8)}${pad(requirement.level, 8)}${requirement.title}`,
    ),
    '',
    `npx twelvefold explain ${requirements[0]?.id ?? factorId(number)}`,
  ]
}

function requirementLines(
  requirement: CatalogueRequirement,
  catalogue: Catalogue,
  look: Look,
): readonly string[] {
  const { id, title, level, origin, why, effort, factor, inSource, tiers } = requirement
  const own = catalogue.find(({ number }) => number === factor)
  const paragraph = (text: string): readonly string[] =>
    wrap(text, look.columns - 2).map((line) => `  ${line}`)
  const also = tiers
    .filter((tier) => tier !== 'source')
    .map((tier) => (tier === 'probe' ? 'a probe' : 'run logs'))
  const raise =
    also.length > 0 ? ` ${also.join(' and ')} can say more.`.replace(/ \w/, (text) => text.toUpperCase()) : ''
  return [
    look.bold(`${id}  ${title}`),
    ...wrap(`${level}, ${origins[origin]} · factor ${factor}: ${own?.title ?? ''}`, look.columns).map(
      look.dim,
    ),
    '',
    'Why',
    ...paragraph(why),
    '',
    'What reading can say',
    ...paragraph(`${saysInSource[inSource]}${raise}`),
    '',
    `What to do (${duration(effort)} a place)`,
    ...fixLines(requirement, look),
    ...exampleLines(requirement, look),
    '',
    'To accept it here, with a reason, above the place:',
    `  // twelvefold-ignore ${id} -- low stakes: staging only`,
  ]
}

function fixLines({ fix }: CatalogueRequirement, look: Look): readonly string[] {
  const { default: first, ...others } = fix
  const width = Math.max(...Object.keys(others).map((name) => name.length), 0) + 2
  return [
    ...wrap(first, look.columns - 2).map((line) => `  ${line}`),
    ...Object.entries(others).flatMap(([framework, text]) =>
      wrap(text, look.columns - 2 - width).map(
        (line, at) => `  ${pad(at === 0 ? framework : '', width)}${line}`,
      ),
    ),
  ]
}

function exampleLines({ example }: CatalogueRequirement, look: Look): readonly string[] {
  if (!example) return []
  const block = (text: string): readonly string[] => text.split('\n').map((line) => `    ${line}`)
  return ['', look.bad('  ✕ fails'), ...block(example.red), look.good('  ● holds'), ...block(example.green)]
}

const factorId = (number: number): string => `F${String(number).padStart(2, '0')}`

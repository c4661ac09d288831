// The catalogue and its tree agree, and each requirement tells its three cases apart.
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Facts } from '../facts/facts.ts'
import type { Requirement } from './factor.ts'
import { factors } from './factors.ts'
import { validators } from './validators.ts'

/** CATALOGUE: how many requirements each factor has, which are SHOULD, and what only a run can prove. */
const counts = [5, 5, 5, 6, 5, 6, 5, 5, 5, 5, 5, 5]
const should =
  'F01-R4 F01-R5 F02-R3 F02-R4 F03-R3 F03-R5 F04-R5 F04-R6 F05-R4 F05-R5 F06-R6 F07-R4 F07-R5 F08-R3 F08-R4 F08-R5 F09-R4 F09-R5 F10-R3 F10-R4 F10-R5 F11-R5 F12-R5'
const refutes =
  'F02-R1 F02-R5 F03-R2 F03-R4 F04-R3 F04-R4 F05-R1 F05-R2 F05-R3 F06-R4 F06-R5 F07-R3 F11-R3 F12-R1 F12-R2 F12-R3 F12-R4'
const project = 'F02-R2 F04-R6 F10-R1'
const derived =
  'F01-R5 F02-R3 F02-R5 F03-R2 F04-R3 F05-R3 F06-R4 F06-R5 F07-R3 F08-R2 F08-R3 F08-R4 F09-R5 F10-R3 F10-R5 F11-R1 F11-R4 F12-R1 F12-R2 F12-R3 F12-R4 F12-R5'

const here = new URL('.', import.meta.url)
const all = factors.flatMap((factor) =>
  factor.requirements.map((requirement) => ({ factor, requirement, id: requirement.id })),
)
const folder = (factor: { number: number; slug: string }): string =>
  `${String(factor.number).padStart(2, '0')}-${factor.slug}`
const camel = (slug: string): string => slug.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
const load = async (path: string): Promise<Record<string, unknown>> =>
  (await import(/* @vite-ignore */ new URL(path, here).href)) as Record<string, unknown>

it('holds 62 requirements, each once', () => {
  const ids = counts.flatMap((count, index) =>
    Array.from({ length: count }, (_, i) => `F${String(index + 1).padStart(2, '0')}-R${i + 1}`),
  )
  expect(ids).toHaveLength(62)
  expect(all.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
})

it('has twelve factors in order, and a validator for each', () => {
  expect(factors.map((factor) => factor.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  expect(validators.map((validator) => validator.factor)).toEqual(factors.map((factor) => factor.number))
})

it.each(factors)('$slug: the folder holds its requirements and their cases, and nothing else', (factor) => {
  const expected = factor.requirements.flatMap(({ slug, judge }) =>
    judge ? [`${slug}.ts`, `${slug}.fixture.ts`, `${slug}.source.fixture.ts`] : [`${slug}.ts`],
  )
  const found = readdirSync(new URL(folder(factor), here))
  expect(found.toSorted()).toEqual([...expected, 'index.ts'].toSorted())
})

it.each(all)('$id is what the catalogue says', async ({ factor, requirement, id }) => {
  const file = await load(`${folder(factor)}/${requirement.slug}.ts`)
  expect(file[camel(requirement.slug)]).toBe(requirement)
  expect(requirement.factor).toBe(factor.number)
  expect(id.startsWith(`F${String(factor.number).padStart(2, '0')}-R`)).toBe(true)
  expect(requirement.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')).toBe(requirement.slug)
  expect(requirement.level).toBe(should.includes(id) ? 'SHOULD' : 'MUST')
  expect(requirement.origin).toBe(origin(id))
  if (refutes.includes(id)) expect(requirement.inSource).toBe('refutes')
  else if (requirement.level === 'MUST') expect(requirement.inSource).toBe('decides')
  else expect(requirement.inSource).not.toBe('refutes')
  expect(requirement.judge === undefined).toBe(requirement.inSource === 'none')
  expect(requirement.inSource !== 'none' || requirement.tiers.length > 0).toBe(true)
  expect(requirement.effort).toBeGreaterThan(0)
})

describe.each(all.filter(({ requirement }) => requirement.judge))('$id', ({ factor, requirement }) => {
  it('fails on its red alone, passes its green, is not trapped', async () => {
    const cases = await load(`${folder(factor)}/${requirement.slug}.fixture.ts`)
    const [red, green, trap] = [cases['red'], cases['green'], cases['trap']] as Facts[]
    expect(verdict(requirement, red)).toBe('fail')
    expect(verdict(requirement, green)).toBe('pass')
    expect(['pass', 'not-applicable']).toContain(verdict(requirement, trap))
    const failing = (facts: Facts | undefined): readonly string[] =>
      factor.requirements.filter((each) => verdict(each, facts) === 'fail').map((each) => each.id)
    expect(failing(red).filter((id) => !failing(green).includes(id))).toEqual([requirement.id])
  })

  it('names a place for what it says', async () => {
    const { red, green } = await load(`${folder(factor)}/${requirement.slug}.fixture.ts`)
    for (const facts of [red, green] as Facts[]) {
      const judgement = judged(requirement, facts)
      expect(judgement?.verdict !== 'not-applicable' && judgement?.evidence.length).toBeTruthy()
      expect(judgement?.because).toMatch(/^\S.*[.]$/)
    }
  })
})

function origin(id: string): string {
  if (project.includes(id)) return 'project'
  return derived.includes(id) ? 'derived' : 'essay'
}

function judged(requirement: Requirement, facts: Facts | undefined) {
  const subject = facts?.agents[0]
  return subject && facts ? requirement.judge?.(subject, facts) : undefined
}

const verdict = (requirement: Requirement, facts: Facts | undefined): string | undefined =>
  judged(requirement, facts)?.verdict

// The whole way from source to verdict: each requirement tells three small agents apart that were written as source.
import { describe, expect, it } from 'vitest'
import type { Finding } from '../catalogue/finding.ts'
import type { Facts } from '../facts/facts.ts'
import { factors } from './factors.ts'
import { judge } from './judge.ts'
import { roomBooking } from './openai.fixture.ts'
import { collectSources, type Sources } from './sources.fixture.ts'
import { validators } from './validators.ts'

interface Cases {
  readonly red: Sources
  readonly green: Sources
  readonly trap: Sources
}

const here = new URL('.', import.meta.url)
const all = factors.flatMap((factor) =>
  factor.requirements
    .filter(({ inSource }) => inSource !== 'none')
    .map((requirement) => ({ id: requirement.id, factor, requirement })),
)

/** Refuses a gap: a requirement without cases as source does not load. */
async function casesOf({ factor, requirement }: (typeof all)[number]): Promise<Cases> {
  const folder = `${String(factor.number).padStart(2, '0')}-${factor.slug}`
  const path = new URL(`${folder}/${requirement.slug}.source.fixture.ts`, here)
  return (await import(/* @vite-ignore */ path.href)) as Cases
}

/** Many cases share an agent, which is collected once. */
const collected = new Map<Sources, Promise<Facts>>()

function factsOf(sources: Sources): Promise<Facts> {
  const facts = collected.get(sources) ?? collectSources(sources)
  collected.set(sources, facts)
  return facts
}

/** Of all agents in a repository the one that stands worst. */
function verdictIn(findings: readonly Finding[], id: string): Finding['verdict'] | undefined {
  const found = findings.filter(({ requirement }) => requirement === id).map(({ verdict }) => verdict)
  const order = ['tool-error', 'fail', 'static', 'unknown', 'not-applicable'] as const
  return order.find((verdict) => found.includes(verdict))
}

describe.each(all)('$id', (each) => {
  it('fails on its red source, passes its green one, is not trapped', async () => {
    const { red, green, trap } = await casesOf(each)
    const verdict = async (sources: Sources) =>
      verdictIn(judge(await factsOf(sources), [each.factor]), each.id)
    expect(await verdict(red)).toBe('fail')
    // What source can only refute, it need not prove.
    const good = each.requirement.inSource === 'decides' ? ['static'] : ['static', 'unknown']
    expect(good).toContain(await verdict(green))
    expect(['static', 'unknown', 'not-applicable']).toContain(await verdict(trap))
  })

  it('reads all of its sources', async () => {
    for (const sources of Object.values(await casesOf(each))) {
      const facts = await factsOf(sources as Sources)
      expect([facts.toolErrors, facts.orphans, facts.files.unread]).toEqual([[], [], []])
      expect(facts.agents.length).toBeGreaterThan(0)
    }
  })
})

it('tells what the branches of an own loop do: look, wait for an approval, ask, end', async () => {
  const { tools } = await factsOf(roomBooking)
  expect(tools.map(({ name, effect, gate, failure }) => [name, effect, gate !== undefined, failure])).toEqual(
    [
      ['find_room', 'read', false, 'result'],
      ['book_room', 'write', true, 'result'],
      ['ask_host', 'ask', false, 'result'],
      ['done', 'end', false, 'result'],
    ],
  )
})

it.each(validators)('the validator of $slug flips between a red and a green source', async (validator) => {
  const { id } = all.find(
    ({ factor, requirement }) => factor.number === validator.factor && flips.has(requirement.id),
  )!
  const { red, green } = await casesOf(all.find((one) => one.id === id)!)
  expect(isMet(validator.validate(await factsOf(green)))).toBe(true)
  expect(isMet(validator.validate(await factsOf(red)))).toBe(false)
})

/** Of each factor a requirement whose green source meets all of its factor. */
const flips = new Set(
  'F01-R1 F02-R2 F03-R1 F04-R1 F05-R1 F06-R2 F07-R2 F08-R2 F09-R1 F10-R1 F11-R1 F12-R1'.split(' '),
)

function isMet(findings: readonly Finding[]): boolean {
  const musts = findings.filter(({ level }) => level === 'MUST')
  return musts.some(({ verdict }) => verdict === 'static') && musts.every(({ verdict }) => verdict !== 'fail')
}

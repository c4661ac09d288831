import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Facts } from '../../facts/facts.ts'
import { facts } from '../../facts/facts.fixture.ts'
import { audited, leadFindings, leads, requirements } from '../audited.fixture.ts'
import { pageStyle, pageStyleHash } from './page-style.ts'
import { htmlReport } from './page.ts'

const page = htmlReport(audited(), { passed: false, reasons: ['F02-R2 fails: qualify'] })

test('the policy of the page allows its own style and nothing else', () => {
  const hash = `sha256-${createHash('sha256').update(pageStyle).digest('base64')}`
  expect(pageStyleHash).toBe(hash)
  expect(page).toContain(`<style>${pageStyle}</style>`)
  expect(page.replaceAll('&#39;', "'")).toContain(`default-src 'none'; style-src '${hash}'`)
  expect(page).not.toMatch(/<script|\son\w+=|\sstyle=|<img|<link|url\(|@import/i)
  expect(page.match(/https?:\/\//g) ?? []).toEqual([])
})

test('every element that is opened is closed', () => {
  const open: string[] = []
  for (const [tag, slash, name] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?>/g)) {
    if (tag.endsWith('/>') || ['br', 'meta'].includes(name!)) continue
    if (slash === '') open.push(name!)
    else expect(open.pop()).toBe(name)
  }
  expect(open).toEqual([])
})

test('twelve cells with glyph and word', () => {
  const cells = [
    ...page.matchAll(/<span class="word">(.*?)<\/span>\s*<span class="state [a-z]+">(.*?)<\/span>/g),
  ]
  expect(cells).toHaveLength(12)
  expect(cells[1]!.slice(1)).toEqual(['2 prompts', 'not met'])
  expect(page.match(/<span class="glyph/g)).toHaveLength(12)
})

test('a row per requirement: failed, unknown, waived, passed, raised by probe, not applicable', () => {
  const ids = [...page.matchAll(/<(?:article|li)[^>]* id="(F\d\d-R\d)"/g)].map(([, id]) => id)
  expect(ids).toEqual(['F02-R2', 'F09-R1', 'F04-R6', 'F07-R2', 'F01-R1', 'F02-R1', 'F12-R1', 'F10-R1'])
  expect(new Set(ids)).toEqual(new Set(requirements.map(({ id }) => id)))
  expect(page).toContain('Why F02-R2 matters.')
  expect(page).toContain('Mend F02-R2 in openai.')
  expect(page).toContain('<span class="number">199 | </span>')
})

test('what a repository holds is text, never markup', () => {
  const evil = `"><script>alert(1)</script><img src=x onerror='a'>\u001b\u202e`
  const spoilt: Facts = {
    ...leads,
    agents: leads.agents.map((one) => ({ ...one, name: `${evil}${one.name}`, file: evil, framework: evil })),
    frameworks: [{ name: evil, title: evil, version: evil }],
    toolErrors: [{ file: evil, stage: evil, message: evil }],
    suppressions: leads.suppressions.map((one) => ({ ...one, reason: evil, owner: evil })),
    excerpts: { 'lib/services.ts': [{ line: 199, text: evil }] },
  }
  const findings = leadFindings.map((one) => ({
    ...one,
    because: evil,
    evidence: one.evidence.map((place) => ({ ...place, what: evil })),
  }))
  const text = htmlReport(audited(spoilt, findings), { passed: false, reasons: [evil] })
  expect(text).not.toMatch(/<script|<img|\p{Cf}|(?!\n)\p{Cc}/u)
  expect(text).toContain('&lt;script&gt;')
})

test('without agents the page says what was read, and stays whole', () => {
  const otherLanguages = [{ language: 'Python', files: 12, sdk: 'openai' }]
  const empty = htmlReport(audited(facts({ files: { ...leads.files, otherLanguages } }), []))
  expect(empty).toContain('12 Python files call openai: not read; probe them')
  expect(empty).toMatch(/<h1>no agent found in what was read/)
  expect(empty).not.toContain('class="cells"')
})

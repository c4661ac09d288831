import { expect, test } from 'vitest'
import type { Facts } from '../../facts/facts.ts'
import { agent, facts, modelCall } from '../../facts/facts.fixture.ts'
import { audited, leadFindings, leads } from '../audited.fixture.ts'
import { widthOf } from '../text.ts'
import { plainLook } from './look.ts'
import { terminalReport, type TerminalOptions } from './terminal.ts'

function report(
  given: Facts = leads,
  over: Partial<TerminalOptions> & { readonly columns?: number } = {},
): string {
  const { columns = 80, ...options } = over
  const findings = given.agents.length > 0 ? leadFindings : []
  const look = plainLook(columns)
  return terminalReport(audited(given, findings), {
    look,
    all: false,
    seconds: 0.42,
    gate: undefined,
    ...options,
  })
}

test('it reads as a page of 80 columns: agents, cells, three repairs, both figures', () => {
  expect(report()).toBe(`\
4 agents in 212 files · Vercel AI SDK 6, Slack                             0.4 s

  agent            kind       where                  factors  worst
  researchAgent    framework  lib/services.ts:197    1/6      2 prompts · +3
  qualify          single     lib/services.ts:20     4/6      2 prompts
  writeEmail       single     lib/services.ts:38     4/6      2 prompts
  workflowInbound  workflow   …/inbound/index.ts:20  5/6

  1 ● tool calls 2 ✕ prompts 3 – context  4 ✕ outputs  5 – state     6 – pause
  7 ✕ humans     8 – control 9 ✕ errors  10 – small   11 – triggers 12 ? reducer
  ● met  ✕ not met  ? not decided  – does not apply

Three repairs that matter most
  F02-R2  Prompts live in files                    3 places, one repair · 30 min
          lib/services.ts:199-210 and 2 more
            199 |   instructions: \`
            200 |   You check requests for a sales team. You get a name and a c…
          The prompt of researchAgent is in the code: it cannot be reviewed,
          versioned or tested by itself. The same goes for 2 more agents.
          Mend F02-R2 in openai.  npx twelvefold explain F02-R2
  F09-R1  Failed tools become error events                                25 min
          lib/services.ts:95
            the crash here
          A failure of fetch ends the run.
          Mend F09-R1 in openai.  npx twelvefold explain F09-R1
  F04-R6  Tools return one envelope                              advice · 10 min
          lib/services.ts:90
            the adhoc-result here
          it does not hold
          Mend F04-R6 in openai.  npx twelvefold explain F04-R6
  … and 1 more: --all

Raised by probe, not by reading: F02-R1, F12-R1

Suppressed
  F07-R2  lib/services.ts:136  waived
          low stakes: staging only (ada, until 2027-01-31)

raw 12 · adjusted 14 · set 12fa-2026.1
--all for every finding, --format html for the page
`)
})

test('no line is wider than the terminal', () => {
  const long = '名前'.repeat(40)
  const wide = leads.agents.map((one) => ({
    ...one,
    name: `${one.name}${long}`,
    file: `${'deep/'.repeat(40)}a.ts`,
  }))
  for (const columns of [50, 64, 80, 100]) {
    for (const all of [false, true]) {
      for (const given of [leads, { ...leads, agents: wide }]) {
        for (const line of report(given, { columns, all }).split('\n')) {
          expect(widthOf(line), line).toBeLessThanOrEqual(columns)
        }
      }
    }
  }
})

test('--all lists every finding, the worst state first', () => {
  const text = report(leads, { all: true })
  const titles = [
    'All 4 repairs',
    'Fails',
    'Waived',
    'Holds',
    'Raised by probe, not by reading',
    'Does not apply',
    'Suppressed',
  ]
  const places = titles.map((title) => text.indexOf(`\n${title}`))
  expect(places).toEqual([...places].sort((left, right) => left - right))
  expect(places[0]).toBeGreaterThan(0)
  expect(text).toContain('lib/services.ts:44-46')
})

test('without agents it says so, and nothing else', () => {
  expect(report(facts({ files: { ...leads.files, total: 40 } }))).toBe(
    'no agents in 40 JavaScript or TypeScript files                             0.4 s\n',
  )
})

test('agents in other languages are named: such a repository is never told that it has none', () => {
  const otherLanguages = [{ language: 'Python', files: 12, sdk: 'openai' }]
  const text = report(facts({ files: { ...leads.files, total: 3, otherLanguages } }), { seconds: undefined })
  expect(text).toBe(
    'no agent found in what was read: 3 JavaScript or TypeScript files\n  ! 12 Python files call openai: not read; probe them\n',
  )
})

test('orphans, unread files and crashes of the audit stand at the top, with their places', () => {
  const at = { line: 7, endLine: 7 }
  const text = report({
    ...leads,
    modelCalls: [modelCall({ id: 'x:7', file: 'src/x.ts', ...at })],
    orphans: ['x:7'],
    toolErrors: [{ file: 'src/y.ts', stage: 'parse', message: 'the stack\nis too deep' }],
    files: { ...leads.files, unread: [{ file: 'src/z.ts', ...at, reason: 'a syntax error' }] },
  })
  expect(text.split('\n').slice(1, 8)).toEqual([
    '  ! incomplete: 1 model call belongs to no agent',
    '  ! 1 file could not be read',
    '  ! the audit itself failed on 1 file',
    '    src/x.ts:7 openai.chat.completions.create, in no agent',
    '    src/y.ts parse: the stack is too deep',
    '    src/z.ts:7 a syntax error',
    '',
  ])
})

test('nothing that a repository holds reaches the terminal as a command to it', () => {
  const evil = '\u001b]0;title\u0007\u001b[2J\u202e'
  const spoilt = JSON.parse(
    JSON.stringify(leads).replaceAll('staging only', `staging${JSON.stringify(evil).slice(1, -1)}`),
  ) as Facts
  const named = {
    ...spoilt,
    agents: leads.agents.map((one) =>
      agent({ ...one, name: `${one.name}${evil}`, file: `${evil}${one.file}` }),
    ),
    toolErrors: [{ file: evil, stage: evil, message: evil }],
    frameworks: [{ name: evil, title: evil, version: evil }],
    excerpts: { 'lib/services.ts': [{ line: 199, text: `a${evil}b` }] },
  }
  for (const all of [false, true]) expect(report(named, { all })).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u)
})

test('the gate says why it failed', () => {
  const gate = { passed: false, reasons: ['F02-R2 fails: qualify', '1 model call belongs to no agent'] }
  expect(report(leads, { gate })).toContain(
    'gate failed\n  ✕ F02-R2 fails: qualify\n  ✕ 1 model call belongs to no agent\n',
  )
  expect(report(leads, { gate: { passed: true, reasons: [] } })).toContain('\ngate passed\n')
})

test('many agents are cut to the worst, unless all are asked for; unreached ones are marked', () => {
  const many = leads.agents.flatMap((one) =>
    Array.from({ length: 5 }, (_, at) => ({ ...one, id: `${one.id}${at}`, name: `${one.name}${at}` })),
  )
  const text = terminalReport(
    audited({ ...leads, agents: many.map((one) => ({ ...one, reached: false })) }, []),
    {
      look: plainLook(100),
      all: false,
      seconds: undefined,
      gate: undefined,
    },
  )
  expect(text).toContain('… and 8 more: --all')
  expect(text).toContain('not reached')
})

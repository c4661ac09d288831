import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { terminal } from '../../../test/cli/terminal.ts'
import { withTemporaryFolder } from '../../../test/temporary-folder.ts'
import { agent, facts } from '../../audit/facts/facts.fixture.ts'
import type { AuditJson } from '../../audit/report/json.ts'
import { main } from '../command-line.ts'

const AGENT = `import OpenAI from 'openai'
const client = new OpenAI()
const system = 'You are a careful assistant of a small shop. Answer questions about orders, and be brief about it.'
export async function answer(question: string): Promise<string> {
  const reply = await client.chat.completions.create({
    model: 'gpt-5',
    messages: [{ role: 'system', content: system }, { role: 'user', content: question }],
  })
  return reply.choices[0]?.message.content ?? ''
}
`

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

type Run = (...argv: readonly string[]) => Promise<Ran>

/** A folder with these files in it, and the command line in that folder. */
function withRepository(
  files: Readonly<Record<string, string>>,
  use: (run: Run, folder: string) => Promise<void>,
): Promise<void> {
  return withTemporaryFolder(async (folder) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    await use(async (...argv) => {
      const { io, out, err } = terminal(folder)
      return { code: await main(argv, io), out: out(), err: err() }
    }, folder)
  })
}

const shop = { 'package.json': '{"name":"shop","dependencies":{"openai":"6"}}', 'src/answer.ts': AGENT }

test('the first run says what it found and exits with 0; the gate exits with 1', () =>
  withRepository(shop, async (run) => {
    const first = await run('audit')
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toMatch(/^1 agent in \d files? · /)
    expect(first.out).toContain('F02-R2')
    const gated = await run('audit', '.', '--gate')
    expect(gated.code).toBe(1)
    expect(gated.out).toContain('gate failed')
    expect(gated.out).toContain('F02-R2 fails: answer')
  }))

test('--json, --format json and --out give the same report', () =>
  withRepository(shop, async (run, folder) => {
    const json = await run('audit', '--json')
    expect(json.out).toBe((await run('audit', '--format', 'json')).out)
    const report = JSON.parse(json.out) as AuditJson
    expect(report.agents).toMatchObject([{ name: 'answer', file: 'src/answer.ts', line: 4 }])
    const written = await run('audit', '--json', '--out', 'report.json')
    expect(JSON.parse(written.out)).toEqual({
      out: join(folder, 'report.json'),
      headline: report.headline.text,
    })
    expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe(json.out)
    const page = await run('audit', '--format', 'html', '--out', 'audit.html')
    expect(page.out).toMatch(/^1 agent .*\naudit\.html\n$/)
    expect(readFileSync(join(folder, 'audit.html'), 'utf8')).toMatch(/^<!doctype html>/)
  }))

test('saved facts make the same report again', () =>
  withRepository(shop, async (run, folder) => {
    const first = await run('audit', '--json', '--save-facts', 'facts.json')
    const second = await run('audit', '--from-facts', 'facts.json', '--json')
    expect(JSON.parse(second.out)).toEqual(JSON.parse(first.out))
    expect(existsSync(join(folder, 'facts.json'))).toBe(true)
  }))

test('the configuration sets profile, scope, agents and gate; options win', () =>
  withRepository(
    {
      ...shop,
      'old/answer.ts': AGENT,
      'twelvefold.json':
        '{ "profile": "essay", "exclude": ["old"], "agents": ["answer", "billing"], "gate": { "requirements": [] } }',
    },
    async (run) => {
      const report = JSON.parse((await run('audit', '--json')).out) as AuditJson
      expect([report.profile, report.agents.length]).toEqual(['essay', 1])
      expect((await run('audit', '--profile', 'strict', '--json')).out).toContain('"profile":"strict"')
      const gated = await run('audit', '--gate')
      expect(gated.out).toContain('gate failed\n  ✕ declared and not found: billing\n')
      expect(gated.code).toBe(1)
    },
  ))

test('a baseline lets what failed before through, and nothing new', () =>
  withRepository(
    { ...shop, 'gate.json': '{ "gate": { "noNewFailures": "was.json" } }' },
    async (run, folder) => {
      expect((await run('audit', '--config', 'gate.json', '--gate')).err).toContain('configuration_invalid')
      await run('audit', '--json', '--out', 'was.json')
      expect(await run('audit', '--config', 'gate.json', '--gate')).toMatchObject({ code: 0 })
      writeFileSync(join(folder, 'src', 'other.ts'), AGENT.replace('answer(', 'other('))
      const { code, out } = await run('audit', '--config', 'gate.json', '--gate')
      expect(code).toBe(1)
      expect(out).toMatch(/F02-R2 newly fails: other/)
      writeFileSync(join(folder, 'was.json'), '{"findings":[1]}')
      expect((await run('audit', '--config', 'gate.json', '--gate')).err).toContain('(baseline_invalid)')
    },
  ))

test('a file on which the audit itself fails is a tool error: 3, or 1 with the gate', () =>
  withRepository({}, async (run, folder) => {
    const broken = facts({
      agents: [agent()],
      toolErrors: [{ file: 'src/a.ts', stage: 'parse', message: 'too deep' }],
    })
    writeFileSync(join(folder, 'facts.json'), JSON.stringify(broken))
    const ran = await run('audit', '--from-facts', 'facts.json')
    expect(ran.code).toBe(3)
    expect(ran.out).toContain('! the audit itself failed on 1 file')
    expect((await run('audit', '--from-facts', 'facts.json', '--gate')).code).toBe(1)
  }))

const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['no such folder', ['audit', 'nowhere'], /nowhere does not exist \(audit_root_invalid\)/],
  ['a file in place of a folder', ['audit', 'facts.txt'], /facts\.txt is no folder \(audit_root_invalid\)/],
  [
    'an unknown format',
    ['audit', '--format', 'pdf'],
    /"pdf" is no format \(usage\)\n {2}one of terminal, json, html/,
  ],
  ['an unknown profile', ['audit', '--profile', 'lax'], /"lax" is no profile \(usage\)/],
  [
    'two formats',
    ['audit', '--json', '--format', 'html'],
    /"code":"usage","message":".*contradict each other"/,
  ],
  ['facts and a folder', ['audit', '.', '--from-facts', 'x.json'], /not both \(usage\)/],
  ['facts that are missing', ['audit', '--from-facts', 'x.json'], /x\.json cannot be read \(facts_invalid\)/],
  ['facts that are text', ['audit', '--from-facts', 'facts.txt'], /it is not JSON \(facts_invalid\)/],
  [
    'facts of another version',
    ['audit', '--from-facts', 'old.json'],
    /version 0; .* \(facts_version_unknown\)/,
  ],
  ['facts with a hole', ['audit', '--from-facts', 'hole.json'], /cannot be judged.* \(facts_invalid\)/],
  [
    'a folder that is not there to write in',
    ['audit', '--out', 'no/where.html'],
    /cannot be written \(usage\)/,
  ],
  [
    'a configuration that is missing',
    ['audit', '--config', 'no.json'],
    /there is no configuration at .*no\.json/,
  ],
  [
    'a requirement that does not exist',
    ['explain', 'F13-R1'],
    /is no requirement and no factor \(requirement_not_found\)/,
  ],
  ['a control character in a path', ['audit', 'a\u001b[2Jb'], /a \[2Jb does not exist/],
]

test.each(wrong)('%s: what, where and the next step, and 2', (_, argv, says) =>
  withRepository(
    {
      'facts.txt': 'no facts',
      'old.json': JSON.stringify({ ...facts(), version: 0 }),
      'hole.json': JSON.stringify(
        facts({ agents: ['a', 'b'].map((id) => ({ ...agent({ id }), size: undefined }) as never) }),
      ),
    },
    async (run) => {
      const ran = await run(...argv)
      expect(`${ran.out}${ran.err}`).toMatch(says)
      expect(ran.code).toBe(2)
    },
  ),
)

test('explain tells of all factors, of one, of a requirement, also as JSON', () =>
  withRepository({}, async (run) => {
    expect((await run('explain')).out).toContain('F07')
    expect((await run('explain', 'F07')).out).toContain('F07-R2')
    expect((await run('explain', 'F07-R2')).out).toContain('needsApproval')
    expect(JSON.parse((await run('explain', 'F07-R2', '--json')).out)).toMatchObject({
      id: 'F07-R2',
      factor: 7,
    })
  }))

test('a suppression in the source waives its finding, is listed, and leaves raw as it was', async () => {
  const comment =
    '// twelvefold-ignore F02-R2 -- accepted risk: moves next week (owner: ada, until: 2999-01-31)\n'
  const waived = { ...shop, 'src/answer.ts': AGENT.replace('const system', `${comment}const system`) }
  const reports: AuditJson[] = []
  for (const files of [shop, waived]) {
    await withRepository(files, async (run) => {
      reports.push(JSON.parse((await run('audit', '--json')).out) as AuditJson)
      const { out } = await run('audit', '--gate')
      expect(out.includes('F02-R2 fails')).toBe(files === shop)
      if (files === waived) expect(out).toContain('accepted risk: moves next week (ada, until 2999-01-31)')
    })
  }
  expect(reports[1]!.raw).toBe(reports[0]!.raw)
  expect(reports[1]!.suppressions).toMatchObject([{ requirement: 'F02-R2', state: 'applied', owner: 'ada' }])
})

import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { terminal } from '../../../test/cli/terminal.ts'
import { withTemporaryFolder } from '../../../test/temporary-folder.ts'
import { promptFolder } from '../../runtime/prompts/prompt-folder.ts'
import { main } from '../command-line.ts'

const repository = fileURLToPath(new URL('../../../', import.meta.url))

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

interface Project {
  readonly folder: string
  readonly run: (...argv: readonly string[]) => Promise<Ran>
  readonly write: (files: Files) => void
}
type Files = Readonly<Record<string, string>>

function withProject(files: Files, use: (project: Project) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async (folder) => {
    const write = (more: Files): void => {
      for (const [path, text] of Object.entries(more)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
    }
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'))
    cpSync(join(repository, 'prompts', 'twelvefold'), join(folder, 'prompts', 'twelvefold'), {
      recursive: true,
    })
    write(files)
    const run: Project['run'] = async (...argv) => {
      const { io, out, err } = terminal(folder)
      return { code: await main(argv, io), out: out(), err: err() }
    }
    await use({ folder, run, write })
  })
}

const triage = `---
description: Sorts a ticket.
variables:
  ticket: string
  tone: { type: string, trusted: true }
---
Be {{ tone }}. Sort this: {{ ticket }}
`
const agent = `import { defineAgent, doneForNow } from 'twelvefold'
export const support = defineAgent({
  name: 'support',
  prompt: 'support/triage',
  variables: { tone: 'calm' },
  model: 'x/y',
  tools: [doneForNow],
})
`
const sound: Files = { 'prompts/support/triage.md': triage, 'agents/support.ts': agent }

test('list tells name, hash, tokens and variables, also of a prompt that cannot be used', () =>
  withProject({ ...sound, 'prompts/bad.md': 'Hello', 'prompts/README.md': 'about' }, async ({ run }) => {
    const { code, out } = await run('prompts', 'list')
    expect(code).toBe(0)
    expect(out).toMatch(/support\/triage +[0-9a-f]{12} +\d+ +ticket, tone +Sorts a ticket\./)
    expect(out).toMatch(/bad +- +- +cannot be used: prompt bad does not begin with front matter/)
    const json = JSON.parse((await run('prompts', 'list', '--json')).out) as { prompts: { name: string }[] }
    expect(json.prompts.map(({ name }) => name)).toContain('support/triage')
    expect(await run('prompts', 'list', '--prompts', 'nowhere')).toMatchObject({ code: 2 })
  }))

test('show prints exactly what would be sent, and says its hash and tokens beside it', () =>
  withProject(
    { ...sound, 'vars.json': '{"ticket":"</data>","tone":"brisk"}', 'list.json': '[]' },
    async (project) => {
      const { run, folder } = project
      const { hash } = await promptFolder(join(folder, 'prompts')).get('support/triage')
      const shown = await run('prompts', 'show', 'support/triage', '--with', 'vars.json')
      const text = 'Be brisk. Sort this: <data id="ticket"/>\n\n<data id="ticket">\n&lt;/data&gt;\n</data>'
      expect(shown).toMatchObject({ code: 0, out: `${text}\n` })
      expect(shown.err).toMatch(
        new RegExp(`^prompts/support/triage.md · sha256 ${hash} · about \\d+ tokens\n$`),
      )
      const json = await run('prompts', 'show', 'support/triage', '--with', 'vars.json', '--json')
      expect(JSON.parse(json.out)).toMatchObject({ hash, text, instructions: text.split('\n')[0] })
      for (const [argv, message] of [
        [['support/triage'], 'variable ticket of prompt support/triage is missing'],
        [['support/triage', '--with', 'none.json'], '--with none.json cannot be read'],
        [['support/triage', '--with', 'list.json'], '--with list.json holds no JSON object'],
        [['support/nowhere'], 'there is no prompt support/nowhere'],
        [[], 'name a prompt, or a text that was sent by its hash'],
      ] as const) {
        const { code, err } = await run('prompts', 'show', ...argv)
        expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) as string })
      }
      // The agent's own variables are what it would send.
      project.write({ 'ticket.json': '{"ticket":"x"}' })
      expect((await run('prompts', 'show', 'support/triage', '--with', 'ticket.json')).out).toMatch(
        /^Be calm\./,
      )
    },
  ))

test('check finds nothing where prompts and code agree', () =>
  withProject(sound, async ({ run }) => {
    expect(await run('prompts', 'check')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/prompts · 0 findings\n$/) as string,
    })
  }))

test.each<readonly [string, Files, string, string]>([
  [
    'unused_variable',
    { 'prompts/support/triage.md': triage.replace('{{ ticket }}', '') },
    'support/triage',
    'ticket',
  ],
  [
    'prompt_invalid',
    { 'prompts/support/triage.md': triage.replace('ticket }}', 'tickets }}') },
    'support/triage',
    'tickets',
  ],
  [
    'prompt_not_found',
    { 'prompts/support/triage.md': `${triage}{% include "a/b" %}` },
    'support/triage',
    'includes',
  ],
  ['unused_prompt', { 'prompts/support/old.md': '---\n---\nOld.' }, 'support/old', 'no code names it'],
  [
    'no_such_prompt',
    { 'src/go.ts': "\nprompts.render('support/gone')\n" },
    'src/go.ts:2',
    'no prompt support/gone',
  ],
  [
    'no_such_prompt',
    { 'agents/support.ts': agent.replace('triage', 'gone') },
    'agents/support.ts:4',
    'support/gone',
  ],
  [
    'unknown_variable',
    { 'agents/support.ts': agent.replace('{ tone', "{ tune: '', tone") },
    'agent support',
    'tune',
  ],
  [
    'missing_variable',
    { 'agents/support.ts': agent.replace("{ tone: 'calm' }", '{}') },
    'agent support',
    'tone',
  ],
  ['agent_invalid', { 'agents/broken.ts': 'export const x = 1\n' }, 'broken.ts', 'exports no agent'],
  [
    'text_in_code',
    {
      'agents/support.ts': agent.replace(
        '[doneForNow]',
        "[{ ...doneForNow, name: 'done', description: 'Say it.' }]",
      ),
    },
    'agent support, tool done',
    'stands in code',
  ],
])('check finds %s', (code, files, where, message) =>
  withProject({ ...sound, ...files }, async ({ run }) => {
    const checked = await run('prompts', 'check', '--json')
    const { findings } = JSON.parse(checked.out) as {
      findings: { code: string; where: string; message: string }[]
    }
    const found = findings.find((one) => one.code === code)
    expect(found, checked.out).toBeDefined()
    expect(found!.where).toContain(where)
    expect(found!.message).toContain(message)
    expect(checked.code).toBe(1)
    const told = await run('prompts', 'check')
    expect(told.code).toBe(1)
    expect(told.out).toContain(`(${code})`)
  }),
)

test('a prompt that only a string in code or another prompt names is used', () =>
  withProject(
    {
      ...sound,
      'prompts/support/part.md': '---\n---\nPart.',
      'prompts/support/other.md': '---\n---\n{% include "support/part" %}',
      'src/go.ts': "export const chosen = ['support/other']\n",
    },
    async ({ run }) => {
      expect((await run('prompts', 'check')).out).toMatch(/0 findings/)
    },
  ))

test('without the files in which the engine speaks, check says so, and so does a run before it asks a model', () =>
  withProject(sound, async ({ run, write, folder }) => {
    const scripted = `import { scriptedModel } from 'twelvefold'
export const model = scriptedModel(() => ({ calls: [] }))
`
    write({ 'agents/support.ts': `${scripted}${agent.replace("'x/y'", 'model')}`, 'prompts/empty': '' })
    cpSync(join(folder, 'prompts', 'support'), join(folder, 'texts', 'support'), { recursive: true })
    for (const name of ['done-for-now', 'malformed-reply']) {
      cpSync(join(folder, `prompts/twelvefold/${name}.md`), join(folder, `texts/twelvefold/${name}.md`))
    }
    const { out } = await run('prompts', 'check', '--prompts', 'texts')
    expect(out).toContain('twelvefold/failed-call: the engine speaks in this prompt, and it is not there')
    const ran = await run('run', 'support', 'hello', '--prompts', 'texts')
    expect(ran).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no prompt twelvefold/failed-call') as string,
    })
    expect(ran.err).toContain('copy the folder prompts/twelvefold of the package')
  }))

test('what was sent is shown from the store, whatever became of the files', () =>
  withProject(sound, async ({ run, write }) => {
    write({
      'prompts/support/triage.md': triage.replace('{{ ticket }}', '').replace('  ticket: string\n', ''),
      'agents/support.ts':
        `${agent.replace("'x/y'", 'model').replace('doneForNow }', 'doneForNow, scriptedModel }')}
const model = scriptedModel(() => ({ calls: [{ tool: 'done_for_now', input: { message: 'ok' } }] }))
`.replace(/([\s\S]*?\n)([\s\S]*)\n(const model[\s\S]*)/, '$1$3$2'),
    })
    const ran = JSON.parse((await run('run', 'support', 'hello', '--json')).out) as { threadId: string }
    const [, sentHash = ''] =
      /"sentHash":"([0-9a-f]{64})"/.exec((await run('threads', 'export', ran.threadId)).out) ?? []
    write({ 'prompts/support/triage.md': '---\n---\nSomething else.' })
    const sent = await run('prompts', 'show', '--sent', sentHash)
    expect(sent.code).toBe(0)
    expect(JSON.parse(sent.out)).toMatchObject({
      instructions: 'Be calm. Sort this:',
      tools: [{ name: 'done_for_now' }],
    })
    expect(await run('prompts', 'show', '--sent', 'f'.repeat(64))).toMatchObject({ code: 2 })
  }))

test('types writes a module that renders without any file, and tells when it is stale', () =>
  withProject(sound, async ({ run, write, folder }) => {
    expect(await run('prompts', 'types', '--check')).toMatchObject({ code: 1 })
    expect(await run('prompts', 'types')).toMatchObject({ code: 0, out: 'prompts.generated.ts written\n' })
    expect(await run('prompts', 'types', '--check')).toMatchObject({
      code: 0,
      out: 'prompts.generated.ts fresh\n',
    })
    write({ 'prompts/support/triage.md': triage.replace('Be', 'Stay') })
    expect(await run('prompts', 'types', '--check')).toMatchObject({ code: 1 })
    const both = await run('prompts', 'types', '--out', 'out/prompts.js')
    expect(both.out).toBe('out/prompts.js written\nout/prompts.d.ts written\n')
    // As a bundle has it: the texts alone, and the door.
    const text = readFileSync(join(folder, 'out/prompts.js'), 'utf8')
    const door = pathToFileURL(join(repository, 'src/runtime/prompts/index.ts')).href
    write({ 'bundle.ts': text.replace("'twelvefold/prompts'", JSON.stringify(door)) })
    const { prompts } = (await import(join(folder, 'bundle.ts'))) as {
      prompts: { render: (name: string, ...more: unknown[]) => { text: string; hash: string } }
    }
    const rendered = prompts.render('support/triage', { ticket: 'x' }, { trusted: { tone: 'calm' } })
    const { hash } = await promptFolder(join(folder, 'prompts')).get('support/triage')
    expect(rendered).toMatchObject({ text: 'Stay calm. Sort this: <data id="ticket"/>', hash })
    expect(() => prompts.render('support/gone')).toThrow(
      expect.objectContaining({ code: 'prompt_not_found' }),
    )
    expect(await run('prompts', 'types', '--out', 'prompts.json')).toMatchObject({ code: 2 })
    write({ 'prompts/support/triage.md': '{{' })
    expect(await run('prompts', 'types')).toMatchObject({ code: 2 })
  }))

test('the prompts of this repository and its agents agree; its benches and its docs have prompts of their own', async () => {
  const { io, out } = terminal(repository)
  const code = await main(['prompts', 'check', '--exclude', '/bench/', '--exclude', '/docs/', '--json'], io)
  expect({ code, out: JSON.parse(out()) as unknown }).toMatchObject({ code: 0, out: { findings: [] } })
})

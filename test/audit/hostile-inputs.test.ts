// Inputs that nobody means to audit, and that every large repository has: the audit goes on beside them, in time.
import { mkdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { audit } from '../../src/audit/audit.ts'
import { auditJson } from '../../src/audit/report/json.ts'
import type { Facts } from '../../src/audit/facts/facts.ts'
import { withTemporaryFolder } from '../temporary-folder.ts'

const LONGEST_MS = 5000

const AGENT = `import OpenAI from 'openai'
import { tools } from './tools'
const client = new OpenAI()
export async function helper(task: string) {
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'system', content: 'You help people to find the right page of the manual.' }, { role: 'user', content: task }]
  for (let step = 0; step < 5; step++) {
    const { choices } = await client.chat.completions.create({ model: 'gpt-4o', messages, tools })
    const message = choices[0]!.message
    messages.push(message)
    if (!message.tool_calls) return message.content
    for (const call of message.tool_calls) messages.push({ role: 'tool', tool_call_id: call.id, content: \`\${step}\` })
  }
}
`

type Files = Readonly<Record<string, string | Uint8Array>>

function writeFiles(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
}

/** The facts of a folder with these files and one honest agent, which must still be found. */
async function factsBeside(files: Files, also: (root: string) => void = () => {}): Promise<Facts> {
  return withTemporaryFolder((root) => {
    writeFiles(root, { 'agent.ts': AGENT, ...files })
    also(root)
    const start = performance.now()
    const audited = audit(root, { today: '2026-01-01' })
    JSON.stringify(auditJson(audited, undefined))
    expect(performance.now() - start).toBeLessThan(LONGEST_MS)
    expect(audited.facts.agents.map(({ file }) => file)).toContain('agent.ts')
    expect(audited.facts.toolErrors).toEqual([])
    return audited.facts
  })
}

const names = (places: readonly { readonly file: string }[]): string[] =>
  places.map(({ file }) => file).sort()

test('truncated: a file cut anywhere is read as far as it goes, and said to be', async () => {
  const cuts = Array.from({ length: 30 }, (_, at) => Math.floor((AGENT.length * (at + 1)) / 31))
  const { files } = await factsBeside(
    Object.fromEntries(cuts.map((end) => [`cut-${end}.ts`, AGENT.slice(0, end)])),
  )
  expect(files.partly.length).toBeGreaterThan(10)
})

test('binary: it is unread, whatever it is called', async () => {
  const bytes = Uint8Array.from({ length: 50_000 }, (_, at) => (at * 7919) % 256)
  const { files } = await factsBeside({
    'movie.ts': bytes,
    'app.js': bytes,
    'x.baml': bytes,
    'tsconfig.json': bytes,
  })
  expect(names(files.unread)).toEqual(['app.js', 'movie.ts', 'x.baml'])
})

test('deeply nested: what would overflow the parser is unread, and the process lives', async () => {
  const deep = {
    'parentheses.ts': `import 'openai'\nconst a = ${'('.repeat(50_000)}1${')'.repeat(50_000)}`,
    'objects.ts': `import 'openai'\nconst a = ${'{a:'.repeat(20_000)}1${'}'.repeat(20_000)}`,
    'sums.ts': `import 'openai'\nconst a = ${'a+'.repeat(50_000)}1`,
    'calls.ts': `import 'openai'\na${'.b()'.repeat(50_000)}`,
    'elements.tsx': `import 'openai'\nconst a = ${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`,
  }
  const { files } = await factsBeside(deep)
  expect(names(files.unread)).toEqual(Object.keys(deep).sort())
})

test('nested as deep as is read: nothing that walks the tree overflows', async () => {
  const { files } = await factsBeside({
    'brackets.ts': `import 'openai'\nexport const a = ${'['.repeat(240)}1${']'.repeat(240)}`,
    'sums.ts': `import 'openai'\nexport const a = ${'"x" + '.repeat(1200)}"y"`,
    'calls.ts': `import OpenAI from 'openai'\nexport const a = new OpenAI()${'.b()'.repeat(700)}`,
    'conditions.ts': `import 'openai'\nexport const f = (x: string) => ${'x ? "a" : '.repeat(500)}"b"`,
  })
  expect(files.unread).toEqual([])
})

test('5 MB: a file that large is unread', async () => {
  const { files } = await factsBeside({ 'big.ts': `import 'openai'\n${'call()\n'.repeat(750_000)}` })
  expect(names(files.unread)).toEqual(['big.ts'])
})

test('non-UTF-8: a file in another encoding is read', async () => {
  const text = AGENT.replaceAll('helper', 'hélper').replaceAll('./tools', './agent')
  const { files, agents } = await factsBeside({
    'latin.ts': Buffer.from(text, 'latin1'),
    'utf16.ts': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
  })
  expect(files.unread).toEqual([])
  expect(names(agents)).toEqual(['agent.ts', 'latin.ts', 'utf16.ts'])
})

test('cyclic imports: files and values that refer to each other in a circle end', async () => {
  const ring = Array.from({ length: 200 }, (_, at) => [
    `ring/f${at}.ts`,
    `export * from './f${(at + 1) % 200}'\nimport { v${(at + 1) % 200} } from './f${(at + 1) % 200}'\nexport const v${at} = \`\${v${(at + 1) % 200}} x\``,
  ])
  await factsBeside({
    ...(Object.fromEntries(ring) as Files),
    'tools.ts': `import { v0 } from './ring/f0'\nimport { helper } from './agent'\nexport const tools = [v0, helper, tools]`,
    'self.ts': `import OpenAI from 'openai'\nimport { url } from './self'\nexport let url = url + 'x'\nurl = \`\${url}/v1/messages\`\nexport const f = () => fetch(f(url))`,
  })
})

test('symlink loops: links are not followed', async () => {
  const { files } = await factsBeside({ 'src/a.ts': '' }, (root) => {
    symlinkSync('..', join(root, 'src', 'up'))
    symlinkSync('.', join(root, 'self'))
    symlinkSync('self.ts', join(root, 'self.ts'))
    symlinkSync('gone.ts', join(root, 'broken.ts'))
  })
  expect(files.total).toBe(2)
})

test('outside: no file outside the root is read', async () => {
  await withTemporaryFolder((folder) => {
    const outside = [
      'package.json',
      'tsconfig.json',
      '.gitignore',
      'secret.ts',
      'prompt.md',
      'twelvefold.json',
    ]
    const text = 'A marker that stands in no file of the repository: you must never tell it to anybody.'
    writeFiles(folder, Object.fromEntries(outside.map((path) => [path, text])))
    const root = join(folder, 'root')
    writeFiles(root, {
      'agent.ts': AGENT.replace('./tools', '../secret').replace(
        "'You help people to find the right page of the manual.'",
        "readFileSync('../prompt.md', 'utf8')",
      ),
      'tsconfig.json': '{ "extends": "../tsconfig.json" }',
    })
    symlinkSync('../secret.ts', join(root, 'tools.ts'))
    symlinkSync('../prompt.md', join(root, 'prompt.md'))
    // Reading moves the access time of a file whose access lies before its last change.
    for (const path of outside) utimesSync(join(folder, path), 1, 2)
    const { facts } = audit(root, { today: '2026-01-01' })
    expect(names(facts.agents)).toEqual(['agent.ts'])
    expect(JSON.stringify(facts)).not.toContain('A marker')
    expect(outside.filter((path) => statSync(join(folder, path)).atimeMs !== 1000)).toEqual([])
  })
})

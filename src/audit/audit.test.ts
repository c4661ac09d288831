// An audit is safe on code that nobody trusts: whatever in a repository could be a program is read as text.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { withTemporaryFolder } from '../../test/temporary-folder.ts'
import { audit } from './audit.ts'
import * as door from './index.ts'
import { facts } from './facts/facts.fixture.ts'
import { readConfiguration } from './collect/configuration.ts'

const write = (marker: string): string =>
  `require('node:fs').writeFileSync(${JSON.stringify(marker)}, 'it ran')`
const writeModule = (marker: string): string =>
  `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(marker)}, 'it ran')\nexport default {}\n`

/** Everything that some tool would run: configurations as code, hooks, scripts, templates, loaders. */
function trapsFor(marker: string): Readonly<Record<string, string>> {
  const command = `node -e "${write(marker).replaceAll('"', '\\"')}"`
  const scripts = {
    preinstall: command,
    postinstall: command,
    prepare: command,
    twelvefold: command,
    audit: command,
  }
  return {
    'package.json': JSON.stringify({
      name: 'trap',
      scripts,
      twelvefold: './twelvefold.js',
      main: './index.js',
    }),
    'twelvefold.js': write(marker),
    'twelvefold.cjs': write(marker),
    'twelvefold.config.js': write(marker),
    'twelvefold.config.ts': writeModule(marker),
    'twelvefold.config.mjs': writeModule(marker),
    'index.js': write(marker),
    'node_modules/openai/index.js': write(marker),
    'node_modules/twelvefold/index.js': write(marker),
    'tsconfig.json': JSON.stringify({
      extends: './twelvefold.js',
      compilerOptions: { plugins: [{ name: './twelvefold.js' }] },
    }),
    'prompts/trap.md': `{{ "${write(marker)}" | eval }}\n<% ${write(marker)} %>\n`,
    'baml_src/trap.baml': `generator run {\n  on_generate ${JSON.stringify(command)}\n}\nfunction Trap(text: string) -> string {\n  client "openai/gpt-5"\n  prompt #"\n    {% set x = ${write(marker)} %} You are a helpful assistant. {{ text }}\n  "#\n}\n`,
    'src/agent.ts': `import OpenAI from 'openai'\nimport text from '../prompts/trap.md' with { type: 'text' }\n${write(marker)}\nexport const ask = () => new OpenAI().chat.completions.create({ model: 'm', messages: [{ role: 'system', content: text }] })\n`,
  }
}

test('no marker appears: neither code, nor configuration, nor a script, nor a template runs', () =>
  withTemporaryFolder((folder) => {
    const [root, marker] = [join(folder, 'repository'), join(folder, 'marker')]
    for (const [path, text] of Object.entries(trapsFor(marker))) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    expect(readConfiguration(root)).toEqual({})
    const audited = audit(root, { today: '2026-06-15' })
    expect(audited.facts.files.total).toBeGreaterThan(0)
    expect(audited.facts.agents.map(({ name }) => name)).toContain('ask')
    expect(existsSync(marker)).toBe(false)
    // And nothing is left behind.
    expect(readdirSync(folder)).toEqual(['repository'])
  }))

test.each(['twelvefold.js', 'twelvefold.config.ts', 'shared.mjs'])(
  '%s cannot be made the configuration',
  (name) =>
    withTemporaryFolder((folder) => {
      const marker = join(folder, 'marker')
      writeFileSync(join(folder, name), name.endsWith('.js') ? write(marker) : writeModule(marker))
      expect(() => readConfiguration(folder, join(folder, name))).toThrow(/is no JSON object/)
      writeFileSync(join(folder, 'twelvefold.json'), JSON.stringify({ extends: `./${name}` }))
      expect(() => readConfiguration(folder)).toThrow(/which is no JSON file/)
      expect(existsSync(marker)).toBe(false)
    }),
)

test('the door gives twelve validators, each a function of facts', () => {
  expect(door.validators.map(({ factor }) => factor)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  for (const { validate } of door.validators) expect(validate(facts())).toEqual([])
})

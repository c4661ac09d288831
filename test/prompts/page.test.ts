import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const page = read('docs/prompts.md')

test('the program and the prompt on the page on prompts are files', () => {
  const [program] = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code)
  const [prompt] = [...page.matchAll(/^```md\n([\s\S]*?)^```$/gm)].map(([, text]) => text)
  expect(program).toBe(read('docs/snippets/prompts.ts'))
  // Prettier sets an empty line after front matter, on pages alone.
  expect(prompt?.replace('---\n\n', '---\n')).toBe(read('prompts/tickets/triage.md'))
})

test('the page names every file in which the package speaks', () => {
  const files = readdirSync(new URL('prompts/twelvefold', root)).sort()
  const named = [...page.matchAll(/^\| `([\w-]+\.md)` /gm)].map(([, name]) => name)
  expect(named.map(String).sort()).toEqual(files)
})

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const docs = new URL('../../docs/', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, docs), 'utf8')

test('every block of TypeScript on the page on tools is a file that compiles', () => {
  const blocks = [...read('tools.md').matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code)
  const files = readdirSync(new URL('snippets', docs)).map((name) => read(`snippets/${name}`))
  expect(blocks).toHaveLength(2)
  for (const block of blocks) expect(files).toContain(block)
})

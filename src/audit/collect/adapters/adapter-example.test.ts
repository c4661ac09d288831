import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { acme } from './adapter-example.fixture.ts'
import { adapters } from './index.ts'
import { seen } from './look-at-source.fixture.ts'

const page = readFileSync(new URL('../../../../docs/adapters.md', import.meta.url), 'utf8')

it('the adapter of docs/adapters.md sees what the page says', () => {
  const [source = '', lines = ''] = [...page.matchAll(/```(?:js|text)\n([^`]*)```/g)].map(([, text]) => text!)
  expect(seen(source, [acme])).toEqual(lines.trim().split('\n'))
})

it('the page holds the adapter as it is', () => {
  const text = readFileSync(new URL('./adapter-example.fixture.ts', import.meta.url), 'utf8')
  expect(page).toContain(text)
})

it('each adapter has a name of its own, and switches itself on for no relative import but a generated client', () => {
  expect(new Set(adapters.map(({ name }) => name)).size).toBe(adapters.length)
  expect(adapters.filter(({ packages }) => packages.test('./client')).map(({ name }) => name)).toEqual([])
})

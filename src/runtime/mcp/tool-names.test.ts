import { expect, test } from 'vitest'
import { toolNames } from './tool-names.ts'

test('names are what providers accept, and begin with the server', () => {
  const names = ['get-issue', 'addLabel', 'API.search/v2', '__proto__', 'ÄÖ', 'x'.repeat(80)]
  const made = [...toolNames('github', names).values()]
  expect(made.slice(0, 5)).toEqual([
    'github_get_issue',
    'github_add_label',
    'github_api_search_v2',
    'github_proto',
    'github_tool',
  ])
  for (const name of made) expect(name).toMatch(/^[a-z][a-z0-9_]{0,63}$/)
})

test('names that would be the same stay apart, in whatever order they come', () => {
  const names = ['get-x', 'get_x', 'getX', 'other']
  const made = toolNames('s', names)
  expect(new Set(made.values()).size).toBe(4)
  expect(made.get('other')).toBe('s_other')
  const turned = toolNames('s', names.toReversed())
  for (const name of names) expect(turned.get(name)).toBe(made.get(name))
})

import { expect, test } from 'vitest'
import { agent } from '../facts/facts.fixture.ts'
import { hasSteps } from './parts.ts'

test('an agent of a framework that has no tools and nobody to turn to is one call', () => {
  const { composition } = agent()
  const bare = agent({
    kind: 'framework-agent',
    conversational: false,
    composition: { ...composition, toolsPerRequest: 0 },
  })
  expect(hasSteps(bare)).toBe(false)
  expect(hasSteps({ ...bare, conversational: true })).toBe(true)
  expect(hasSteps({ ...bare, members: ['src/other.ts#other'] })).toBe(true)
  expect(hasSteps({ ...bare, composition: { ...composition, toolsPerRequest: undefined } })).toBe(true)
  expect(hasSteps({ ...bare, kind: 'loop' })).toBe(true)
})

import { expect, test } from 'vitest'
import { scenario } from '../../../test/scenario.ts'
import { costOf, type Prices } from './prices.ts'

const usage = {
  inputTokens: 1_000_000,
  outputTokens: 100_000,
  cachedInputTokens: 400_000,
  cacheWriteTokens: 100_000,
}
const agent = { ...scenario({}).agent, model: 'anthropic/claude' }
const provider = {
  id: 'anthropic.messages/claude',
  source: 'provider',
  reply: () => Promise.reject(new Error('no')),
} as const

test.each([
  ['anthropic/claude', { input: 4, output: 20 }, 6],
  ['anthropic.messages/claude', { input: 4, output: 20, cachedInput: 1 }, 4.8],
  ['anthropic/claude', { input: 4, output: 20, cachedInput: 1, cacheWrite: 5 }, 4.9],
  ['anthropic/other', { input: 4, output: 20 }, undefined],
])('by the price of %s, %j: %d', (name, price, cost) => {
  expect(costOf({ [name]: price }, agent, provider, usage)).toBe(cost)
})

test('tokens that were not reported cost nobody knows what, and a script that stands in costs nothing of its own', () => {
  const prices: Prices = { 'anthropic/claude': { input: 4, output: 20 } }
  expect(costOf(prices, agent, provider, { inputTokens: 5 })).toBeUndefined()
  expect(costOf(prices, agent, { ...provider, id: 'scripted', source: 'scripted' }, usage)).toBeUndefined()
  expect(
    costOf(prices, { ...agent, model: 'constructor' }, { ...provider, id: '__proto__' }, usage),
  ).toBeUndefined()
})

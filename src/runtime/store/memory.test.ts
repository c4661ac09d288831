import { test } from 'vitest'
import { loadCases } from './load.contract.ts'
import { memoryStore } from './memory.ts'
import { storeCases } from './store.contract.ts'

test.each(Object.entries({ ...storeCases, ...loadCases }))('memory: %s', async (_, run) => {
  await run(memoryStore())
})

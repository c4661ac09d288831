import { test } from 'vitest'
import { memoryStore } from './memory.ts'
import { storeCases } from './store.contract.ts'

test.each(Object.entries(storeCases))('memory: %s', async (_, run) => {
  await run(memoryStore())
})

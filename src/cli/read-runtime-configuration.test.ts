import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withTemporaryFolder } from '../../test/temporary-folder.ts'
import { readRuntimeConfiguration } from './read-runtime-configuration.ts'

const reading = (text: string): Promise<unknown> =>
  withTemporaryFolder(async (folder) => {
    writeFileSync(join(folder, 'twelvefold.json'), text)
    return readRuntimeConfiguration(folder)
  })

test('prices and bounds of children stand in twelvefold.json, beside what the audit takes from it', async () => {
  const prices = { 'acme/large': { input: 2, output: 10, cachedInput: 0.5 } }
  const text = JSON.stringify({ profile: 'strict', prices, children: { depth: 1 } })
  expect(await reading(text)).toEqual({ prices, children: { depth: 1 } })
  expect(await reading('{ "agents": 2 }')).toEqual({ prices: {}, children: {} })
})

test.each([
  ['{ "prices": { "a/b": 3 } }', '"prices" is not what it has to be'],
  ['{ "prices": { "a/b": { "input": 3 } } }', '"prices" is not what it has to be'],
  ['{ "prices": { "a/b": { "input": 3, "output": -1 } } }', '"prices" is not what it has to be'],
  ['{ "prices": { "a/b": { "input": 3, "output": 1, "euros": 1 } } }', '"prices" is not what it has to be'],
  ['{ "children": { "depth": "deep" } }', '"children.depth" is not what it has to be'],
  ['{ "children": { "width": 3 } }', 'there is no key "children.width"'],
])('%s is refused with the place', async (text, message) => {
  await expect(reading(text)).rejects.toMatchObject({
    code: 'configuration_invalid',
    message: expect.stringContaining(message) as string,
  })
})

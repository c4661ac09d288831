import { expect, test } from 'vitest'
import { agent, facts, modelCall, prompt, tool } from './facts.fixture.ts'
import { parseFacts } from './parse-facts.ts'

const saved = facts({
  agents: [agent()],
  modelCalls: [modelCall()],
  prompts: [prompt()],
  tools: [tool()],
  excerpts: { 'src/agent.ts': [{ line: 1, text: 'x' }] },
})

test('saved facts are read back as they were', () => {
  // Undefined is no JSON: a key that is absent means the same.
  const text = JSON.stringify(saved)
  expect(parseFacts(text, 'facts.json')).toEqual(JSON.parse(text))
})

test.each<[string, string, string, RegExp]>([
  [
    'cut off',
    JSON.stringify(saved).slice(0, 200),
    'facts_invalid',
    /facts\.json is no saved facts: it is not JSON/,
  ],
  ['a list', '[]', 'facts_invalid', /no JSON object/],
  ['another file', '{"name":"x"}', 'facts_invalid', /it has no version/],
  [
    'a later version',
    JSON.stringify({ ...saved, version: 2 }),
    'facts_version_unknown',
    /version 2; .* reads version 1/,
  ],
  ['without tools', JSON.stringify({ ...saved, tools: undefined }), 'facts_invalid', /"tools" is no list/],
  [
    'a broken agent',
    JSON.stringify({ ...saved, agents: [{ id: 'x' }] }),
    'facts_invalid',
    /"agents\[0\]" has no "name"/,
  ],
  ['no files', JSON.stringify({ ...saved, files: 3 }), 'facts_invalid', /"files" is no object/],
  [
    'a broken excerpt',
    JSON.stringify({ ...saved, excerpts: { a: [{ line: 1 }] } }),
    'facts_invalid',
    /"excerpts of a\[0\]" has no "text"/,
  ],
])('a facts file that is %s is refused in words', (_, text, code, message) => {
  expect(() => parseFacts(text, 'facts.json')).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) as string }),
  )
})

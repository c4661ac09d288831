import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withTemporaryFolder } from '../../../test/temporary-folder.ts'
import { TwelvefoldError } from '../twelvefold-error.ts'
import { parsePrompt } from './parse-prompt.ts'
import { promptFolder } from './prompt-folder.ts'
import { renderPrompt } from './render-prompt.ts'

const file = `---
description: Chooses the next step.
variables:
  name: string
  count: { type: number, default: 3 }
  tags: list
---
Hello {{ name }}, {{ count }} times: {{ tags | join: ", " }}.
`

test('a prompt is front matter and body, and is known by the hash of its LF text', () => {
  const prompt = parsePrompt('a/b', file)
  expect(prompt).toMatchObject({ name: 'a/b', description: 'Chooses the next step.' })
  expect(prompt.hash).toMatch(/^[0-9a-f]{64}$/)
  expect(parsePrompt('a/b', file.replaceAll('\n', '\r\n')).hash).toBe(prompt.hash)
  expect(parsePrompt('a/b', file.replace('Hello', 'hello')).hash).not.toBe(prompt.hash)
})

test('variables are rendered, with their defaults', () => {
  const { text, hash } = renderPrompt(parsePrompt('a/b', file), { name: 'Ada', tags: ['x', 'y'] })
  expect(text).toBe('Hello Ada, 3 times: x, y.')
  expect(hash).toBe(parsePrompt('a/b', file).hash)
})

test.each([
  ['missing', { tags: [] }, 'variable name of prompt a/b is missing'],
  ['of the wrong type', { name: 4, tags: [] }, 'variable name of prompt a/b is not a string'],
  ['unknown', { name: 'x', tags: [], colour: 'red' }, 'prompt a/b has no variable colour'],
  ['inherited', JSON.parse('{"name":"x","tags":[],"__proto__":1}') as object, 'prompt a/b has no variable __proto__'],
])('a variable that is %s is refused', (_, variables, message) => {
  expect(() => renderPrompt(parsePrompt('a/b', file), variables as never)).toThrow(
    expect.objectContaining({ code: 'prompt_invalid', message }),
  )
})

test('text in a variable is text: it is not rendered again', () => {
  const { text } = renderPrompt(parsePrompt('a/b', file), { name: '{{ count }}', tags: [] })
  expect(text).toContain('Hello {{ count }},')
})

test.each([
  ['no front matter', 'Hello'],
  ['front matter that is no YAML', '---\na: [\n---\nHello'],
  ['a variable without a type', '---\nvariables: { name: colour }\n---\nHello'],
  ['a list as front matter', '---\n- a\n---\nHello'],
])('a file with %s is refused with what to do', (_, text) => {
  expect(() => parsePrompt('a/b', text)).toThrow(expect.objectContaining({ code: 'prompt_invalid' }))
})

test.each(['{{ unknown }}', '{{ name | nofilter }}', '{% if %}', '{% include "x" %}'])('a body with %s is refused', (body) => {
  const prompt = parsePrompt('a/b', `---\nvariables: { name: string }\n---\n${body}`)
  expect(() => renderPrompt(prompt, { name: 'x' })).toThrow(expect.objectContaining({ code: 'prompt_invalid' }))
})

test('random bytes and random values give typed errors or a prompt', () => {
  const typed = (act: () => unknown): void => {
    try {
      act()
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(TwelvefoldError)
    }
  }
  const front = fc.string({ maxLength: 60 }).map((text) => `---\n${text}\n---\n{{ x }}`)
  const body = fc.string({ maxLength: 60 }).map((text) => `---\nvariables: { x: string }\n---\n{{${text}}}{%${text}%}`)
  fc.assert(
    fc.property(fc.oneof(fc.string(), front, body), fc.dictionary(fc.string(), fc.jsonValue()), (text, variables) =>
      typed(() => renderPrompt(parsePrompt('a/b', text), variables as never)),
    ),
    { seed: 12, numRuns: 1_500 },
  )
})

test('a folder gives its prompts by name, and nothing that lies outside', () =>
  withTemporaryFolder(async (folder) => {
    await mkdir(join(folder, 'prompts', 'a'), { recursive: true })
    await writeFile(join(folder, 'prompts', 'a', 'b.md'), file)
    await writeFile(join(folder, 'secret.md'), file)
    const library = promptFolder(join(folder, 'prompts'))
    expect((await library.get('a/b')).name).toBe('a/b')
    for (const name of ['../secret', '/etc/passwd', 'a/../../secret', 'a\\b', '', 'A/B', 'a/b\u0000']) {
      await expect(library.get(name), name).rejects.toMatchObject({ code: 'prompt_invalid' })
    }
    await expect(library.get('a/c')).rejects.toMatchObject({ code: 'prompt_not_found' })
    await writeFile(join(folder, 'prompts', 'a', 'c.md'), file)
    expect((await library.get('a/c')).name).toBe('a/c')
  }))

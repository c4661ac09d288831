import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TwelvefoldError } from '../twelvefold-error.ts'
import { parsePrompt, textsOf } from './parse-prompt.ts'
import { renderPrompt } from './render-prompt.ts'

const file = `---
description: Chooses the next step.
model: { temperature: 0 }
variables:
  name: string
  count: { type: number, default: 3 }
  level: { type: enum, values: [low, high], required: false }
  tags: { type: list, trusted: true }
---
Hello {{ count }} times: {{ tags | join: ", " }}.
`
const invalid = (message: string | RegExp): unknown =>
  expect.objectContaining({
    code: 'prompt_invalid',
    message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
  })

test('a prompt is front matter and body, and is known by the hash of its LF text', () => {
  const prompt = parsePrompt('a/b', file)
  expect(prompt).toMatchObject({
    name: 'a/b',
    description: 'Chooses the next step.',
    model: { temperature: 0 },
    variables: {
      name: { type: 'string', trusted: false, required: true },
      count: { type: 'number', required: false, default: 3 },
      level: { type: 'enum', values: ['low', 'high'], required: false },
      tags: { type: 'list', trusted: true, required: true },
    },
  })
  expect(prompt.hash).toBe(createHash('sha256').update(file).digest('hex'))
  expect(parsePrompt('a/b', file.replaceAll('\n', '\r\n')).hash).toBe(prompt.hash)
  expect(parsePrompt('a/b', `\uFEFF${file}`).hash).toBe(prompt.hash)
  expect(parsePrompt('a/b', file.replace('Hello', 'hello')).hash).not.toBe(prompt.hash)
})

test.each([
  ['no front matter', 'Hello', /does not begin with front matter/],
  ['front matter that is no YAML', '---\na: [\n---\nHello', /is not YAML: /],
  ['a list as front matter', '---\n- a\n---\nHello', /is no list of keys/],
  ['an unknown key', '---\ndescripton: x\n---\nHello', /has an unknown key "descripton"/],
  ['a description that is no text', '---\ndescription: 4\n---\nHello', /is no text/],
  ['a variable without a type', '---\nvariables: { name: colour }\n---\nHello', /has no type/],
  ['an unknown key of a variable', '---\nvariables: { name: { type: string, of: x } }\n---\n', /unknown key "of"/],
  ['a flag that is none', '---\nvariables: { name: { type: string, trusted: yes? } }\n---\n', /neither true nor false/],
  ['an enum without values', '---\nvariables: { name: enum }\n---\n', /does not say what it may be/],
  ['values of a string', '---\nvariables: { name: { type: string, values: [a] } }\n---\n', /are for an enum/],
  ['a wrong default', '---\nvariables: { name: { type: enum, values: [a], default: b } }\n---\n', /is not one of a/],
  ['a required default', '---\nvariables: { a: { type: string, default: b, required: true } }\n---\n', /leave one|has a default/],
  ['a name that no template could use', '---\nvariables: { "a-b": string }\n---\n', /has no usable name/],
  ['a hint that is unknown', '---\nmodel: { heat: 1 }\n---\n', /unknown key "heat"/],
  ['a hint that is no number', '---\nmodel: { temperature: hot }\n---\n', /is no number/],
])('a file with %s is refused', (_, text, message) => {
  expect(() => parsePrompt('a/b', text)).toThrow(invalid(message))
})

test.each([
  ['{{ unknown }}', /uses unknown, which it does not declare/],
  ['{% if unknown %}x{% endif %}', /uses unknown/],
  ['{{ name | append: unknown }}', /uses unknown/],
  ['{{ name | nofilter }}', /undefined filter: nofilter, prompt a\/b, line 4/],
  ['{{ name | raw }}', /undefined filter: raw/],
  ['{{ tags | sample }}', /undefined filter: sample/],
  ['{{ tags | group_by_exp: "t", "name" }}', /undefined filter: group_by_exp/],
  ['{% if %}', /invalid value expression/],
  ['{% render "x" %}', /tag "render" not found/],
  ['{% echo name %}', /tag "echo" not found/],
  ['{% layout "x" %}', /tag "layout" not found/],
  ['{{ [tags] }}', /named by its name/],
  ['{% include name %}', /one name in quotes/],
  ['{% include "x", name: name %}', /one name in quotes/],
  ['{% include "x" %}', /includes x, which is not there/],
])('a body with %s is refused', (body, message) => {
  const front = '---\nvariables: { name: string, tags: list }\n---\n'
  expect(() => parsePrompt('a/b', front + body)).toThrow(invalid(message))
})

test('includes are part of what a prompt is known by, and of what is kept of it', () => {
  const tone = (text: string): ReturnType<typeof parsePrompt> => parsePrompt('tone', `---\n---\n${text}`)
  const source = '---\n---\n{% include "tone" %} Go.'
  const prompt = parsePrompt('a/b', source, { tone: tone('Be brief.') })
  expect(renderPrompt(prompt).text).toBe('Be brief. Go.')
  expect(parsePrompt('a/b', source, { tone: tone('Be kind.') }).hash).not.toBe(prompt.hash)
  const texts = textsOf(prompt)
  expect(texts.map(({ hash }) => hash)).toEqual([prompt.hash, prompt.includes['tone']!.hash])
  for (const { hash, text } of texts) expect(createHash('sha256').update(text).digest('hex')).toBe(hash)
})

test('files that declare one name differently do not go together', () => {
  const tone = parsePrompt('tone', '---\nvariables: { x: { type: string, trusted: true } }\n---\n{{ x }}')
  const source = '---\nvariables: { x: string }\n---\n{% include "tone" %}{{ x }}'
  expect(() => parsePrompt('a/b', source, { tone })).toThrow(invalid('prompts a/b and tone declare x differently'))
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
  const body = fc
    .string({ maxLength: 60 })
    .map((text) => `---\nvariables: { x: string }\n---\n{{${text}}}{%${text}%}`)
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), front, body),
      fc.dictionary(fc.string(), fc.jsonValue()),
      (text, variables) => typed(() => renderPrompt(parsePrompt('a/b', text), variables as never)),
    ),
    { seed: 12, numRuns: 1_500 },
  )
})

import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { withTemporaryFolder } from '../../../test/temporary-folder.ts'
import { promptFolder } from './prompt-folder.ts'

type Files = Readonly<Record<string, string>>

function withPrompts(files: Files, use: (folder: string, write: (files: Files) => Promise<void>) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async (folder) => {
    const prompts = join(folder, 'prompts')
    const write = async (more: Files): Promise<void> => {
      for (const [name, text] of Object.entries(more)) {
        const path = join(prompts, `${name}.md`)
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, text.startsWith('---') ? text : `---\n---\n${text}`)
      }
    }
    await write({ ...files, '../secret': 'secret' })
    await use(prompts, write)
  })
}

test('a folder gives its prompts by name, and nothing that lies outside', () =>
  withPrompts({ 'a/b': 'Hello', README: 'about', 'a/c': 'Bye' }, async (folder) => {
    const library = promptFolder(folder)
    expect((await library.get('a/b')).name).toBe('a/b')
    for (const name of ['../secret', '/etc/passwd', 'a/../../secret', 'a\\b', '', 'A/B', 'a/b\u0000']) {
      await expect(library.get(name), name).rejects.toMatchObject({ code: 'prompt_invalid' })
    }
    await expect(library.get('a/d')).rejects.toMatchObject({ code: 'prompt_not_found' })
    expect(await library.names()).toEqual(['a/b', 'a/c'])
    await expect(promptFolder(join(folder, 'none')).names()).rejects.toMatchObject({ code: 'prompt_not_found' })
  }))

test('it renders in one go', () =>
  withPrompts({ 'a/b': '---\nvariables: { x: string }\n---\n{{ x }}' }, async (folder) => {
    expect(await promptFolder(folder).render('a/b', { x: 'y' })).toMatchObject({
      text: '<data id="x"/>',
      data: '<data id="x">\ny\n</data>',
    })
  }))

test('includes are found, and what is wrong with them is told with the way to it', () =>
  withPrompts(
    {
      good: '{% include "part/one" %} and {% include "part/two" %}',
      'part/one': 'one',
      'part/two': '{% include "part/one" %} two',
      missing: '{% include "part/none" %}',
      outside: '{% include "../secret" %}',
      self: '{% include "self" %}',
      round: '{% include "part/round" %}',
      'part/round': '{% include "round" %}',
      commented: '{% comment %}{% include "part/none" %}{% endcomment %}{% raw %}{% include "x" %}{% endraw %}',
    },
    async (folder) => {
      const library = promptFolder(folder)
      expect((await library.render('good')).text).toBe('one and one two')
      expect((await library.render('commented')).text).toBe('{% include "x" %}')
      await expect(library.get('missing')).rejects.toMatchObject({
        code: 'prompt_not_found',
        message: expect.stringContaining('no prompt part/none, which prompt missing includes') as string,
      })
      await expect(library.get('outside')).rejects.toMatchObject({ code: 'prompt_invalid' })
      await expect(library.get('self')).rejects.toThrow('prompt self includes itself: self > self')
      await expect(library.get('round')).rejects.toThrow('includes itself: round > part/round > round')
    },
  ))

test('in development a change is used the next time, also one of an include; what did not change stays the same', () =>
  withPrompts({ a: 'one {% include "b" %}', b: 'b' }, async (folder, write) => {
    const library = promptFolder(folder, { reload: true })
    const first = await library.get('a')
    expect(await library.get('a')).toBe(first)
    await write({ b: 'c' })
    const second = await library.get('a')
    expect(second.hash).not.toBe(first.hash)
    expect((await library.render('a')).text).toBe('one c')
    await write({ a: '{% if %}' })
    await expect(library.get('a')).rejects.toMatchObject({ code: 'prompt_invalid' })
    await write({ a: 'two' })
    expect((await library.render('a')).text).toBe('two')
  }))

test('in production a file is read once', () =>
  withPrompts({ a: 'one' }, async (folder, write) => {
    const library = promptFolder(folder, { reload: false })
    await expect(library.get('b')).rejects.toMatchObject({ code: 'prompt_not_found' })
    const first = await library.get('a')
    await write({ a: 'two', b: 'three' })
    expect(await library.get('a')).toBe(first)
    // What was not there is looked for again.
    expect((await library.render('b')).text).toBe('three')
    expect([library.isFixed, promptFolder(folder).isFixed]).toEqual([true, false])
  }))

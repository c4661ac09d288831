import { createHash } from 'node:crypto'
import { PromptInvalid } from '../twelvefold-error.ts'
import { compilePrompt } from './compile-prompt.ts'
import { parseFrontMatter } from './parse-front-matter.ts'
import type { Prompt } from './prompt.ts'
import { variablesOf } from './variables-of.ts'

/**
 * A prompt from the text of its file, and from the prompts that it includes. The text may have any line ends: what
 * counts, and is hashed, are line feeds.
 * @throws PromptInvalid, naming the prompt and what is wrong in it.
 */
export function parsePrompt(
  name: string,
  file: string,
  includes: Readonly<Record<string, Prompt>> = {},
): Prompt {
  const read = readPrompt(name, file)
  const missing = [...compilePrompt(read).includes].find((one) => !Object.hasOwn(includes, one))
  if (missing !== undefined) throw new PromptInvalid(`prompt ${name} includes ${missing}, which is not there`)
  return linkPrompt(read, includes)
}

/** A prompt file by itself, before what it includes is known. */
export type ReadPrompt = Omit<Prompt, 'hash' | 'includes'>

/** @throws PromptInvalid */
export function readPrompt(name: string, file: string): ReadPrompt {
  const source = file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const parts = /^---\n((?:[\s\S]*?\n)?)---[ \t]*(?:\n([\s\S]*))?$/.exec(source)
  if (!parts) {
    throw new PromptInvalid(`prompt ${name} does not begin with front matter`, {
      hint: 'begin the file with a line "---", "description: …", and a line "---"',
    })
  }
  return { name, ...parseFrontMatter(name, parts[1]!), source, body: (parts[2] ?? '').trim() }
}

/** @throws PromptInvalid where an include declares a variable otherwise. */
export function linkPrompt(read: ReadPrompt, includes: Readonly<Record<string, Prompt>>): Prompt {
  const hash = createHash('sha256').update(hashedText({ source: read.source, includes })).digest('hex')
  const prompt = Object.freeze({ ...read, hash, includes })
  variablesOf(prompt)
  return prompt
}

/** The text whose sha256 is the prompt's hash: its file, and what it includes, by name and hash. */
function hashedText({ source, includes }: Pick<Prompt, 'source' | 'includes'>): string {
  const names = Object.keys(includes).sort()
  if (names.length === 0) return source
  return `${source}\n--- includes\n${names.map((name) => `${name} ${includes[name]!.hash}\n`).join('')}`
}

/** What a store keeps of a prompt: its text and those of its includes, each under its hash. */
export function textsOf(prompt: Prompt): readonly { readonly hash: string; readonly text: string }[] {
  const { hash } = prompt
  return [{ hash, text: hashedText(prompt) }, ...Object.values(prompt.includes).flatMap(textsOf)]
}

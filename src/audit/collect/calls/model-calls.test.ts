import { expect, it } from 'vitest'
import type { ModelCall } from '../../facts/model-call.ts'
import { promptsOf } from '../prompts/prompts.ts'
import { sceneOf } from '../scene-of.fixture.ts'
import { modelCallsOf } from './model-calls.ts'

function callsIn(source: string): ModelCall[] {
  const scene = sceneOf(source)
  return modelCallsOf(scene, promptsOf(scene))
}

const uses = (source: string): string[] => callsIn(source)[0]!.textUse.map(({ kind }) => kind)

const ask = (after: string, options = ''): string => `
import OpenAI from 'openai'
import { z } from 'zod'
const openai = new OpenAI()
const schema = z.object({})
export async function ask(question) {
  const reply = await openai.chat.completions.create({ model: 'gpt', messages: [{ role: 'user', content: question }] ${options} })
  const text = reply.choices[0].message.content ?? ''
  ${after}
}`

it('tells what code does with prose', () => {
  expect(uses(ask('return text'))).toEqual(['shown'])
  expect(uses(ask('return JSON.parse(text)'))).toEqual(['parsed'])
  expect(uses(ask('return schema.parse(JSON.parse(text))'))).toEqual(['validated'])
  expect(uses(ask('const value = JSON.parse(text); return schema.safeParse(value)'))).toEqual(['validated'])
  expect(uses(ask('if (text.includes("DONE")) return stop()'))).toEqual(['drives'])
  expect(uses(ask('if (text.trim().toLowerCase() === "yes") return go()'))).toEqual(['drives'])
  expect(uses(ask('const code = text.match(/x/)?.[1]; return code'))).toEqual(['cut'])
  expect(uses(ask('if (text === "") return'))).toEqual(['shown'])
})

it('sees text of the model that is run', () => {
  const run = "import { execSync } from 'node:child_process'\n"
  expect(uses(run + ask('return execSync(text)'))).toEqual(['runs'])
  expect(uses(run + ask('return execSync("ls")'))).toEqual(['shown'])
  expect(uses(ask('return eval(text)'))).toEqual(['runs'])
})

it('follows the text through wrappers and parameters', () => {
  const wrapped = `${ask('return text')}
export async function main() {
  const answer = await ask('Which file?')
  return firstBlock(answer)
}
function firstBlock(output) { return output.slice(output.indexOf('###')) }`
  expect(uses(wrapped)).toEqual(['cut'])
})

it('leaves calls of tools, parts of messages and typed values alone', () => {
  const tools = `
import Anthropic from '@anthropic-ai/sdk'
const anthropic = new Anthropic()
export async function ask(messages) {
  const reply = await anthropic.messages.create({ model: 'c', messages, tools: [{ name: 'bash', input_schema: {} }] })
  for (const block of reply.content) if (block.type === 'tool_use' && block.name === 'bash') return block.input
  return reply.content.find((block) => block.type === 'text')?.text
}`
  expect(uses(tools)).toEqual([])
  expect(callsIn(tools)[0]!.output).toBe('tools')
  const typed = `
import { generateObject } from 'ai'
export const ask = async (prompt) => {
  const { object } = await generateObject({ model: 'm', schema: {}, prompt })
  if (object.text === 'yes') return 1
}`
  expect(callsIn(typed)[0]).toMatchObject({ output: 'schema', textUse: [] })
})

it('says json when text is parsed, and names the prompts that reach the call', () => {
  const [call] = callsIn(`
import OpenAI from 'openai'
const openai = new OpenAI()
export async function ask(question) {
  const reply = await openai.chat.completions.create({ model: 'gpt', messages: [
    { role: 'system', content: 'You answer in JSON with the fields name and age, and nothing else at all.' },
    { role: 'user', content: question },
  ] })
  return JSON.parse(reply.choices[0].message.content)
}`)
  expect(call).toMatchObject({ output: 'json' })
  expect(call!.prompts).toHaveLength(1)
})

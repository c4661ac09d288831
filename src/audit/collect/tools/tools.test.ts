import { expect, test } from 'vitest'
import type { Tool } from '../../facts/tool.ts'
import { sceneOf } from '../scene-of.fixture.ts'
import { toolFactsOf } from './tools.ts'

/** The one tool of an agent on the AI SDK, with this handler. */
function sdkTool(execute: string, head = ''): Tool {
  const scene = sceneOf(`
import { generateText, stepCountIs, tool } from 'ai'
import { z } from 'zod'
${head}
const look = tool({ description: 'looks', inputSchema: z.object({ what: z.string().describe('what to look for') }), execute: ${execute} })
export const agent = (question: string) =>
  generateText({ model: 'm', system: 'You look things up for people who ask questions.', prompt: question, tools: { look }, stopWhen: stepCountIs(5) })`)
  const [found] = toolFactsOf(scene)
  return found!
}

/** The one tool of a hand-made loop. */
function ownTool(run: string, head = ''): Tool {
  const scene = sceneOf(`
import Anthropic from '@anthropic-ai/sdk'
${head}
const client = new Anthropic()
export async function agent(messages: any[]) {
  while (true) {
    const reply = await client.messages.create({ model: 'm', max_tokens: 9, system: 'You run commands for a developer.', messages, tools: [{ name: 'bash', description: 'runs', input_schema: { type: 'object', properties: { command: { type: 'string' } } } }] })
    const uses = reply.content.filter((block) => block.type === 'tool_use')
    if (uses.length === 0) return reply
    for (const use of uses) { ${run} }
  }
}`)
  const [found] = toolFactsOf(scene)
  return found!
}

test('a computation cannot fail; a request can, and nothing here catches it', () => {
  expect(sdkTool("async ({ what }) => 'about ' + what.toUpperCase()").failure).toBe('cannot-fail')
  expect(sdkTool('async ({ what }) => (await fetch(what)).text()').failure).toBe('throws')
})

test('a handler that catches turns a failure into a result, unless it rethrows', () => {
  const handler = (caught: string): string =>
    `async ({ what }) => { try { return { ok: true, data: await (await fetch(what)).text() } } catch (error) { ${caught} } }`
  expect(sdkTool(handler("return { ok: false, error: 'unreachable' }")).failure).toBe('result')
  expect(sdkTool(handler('throw new Error("unreachable")')).failure).toBe('throws')
})

test('an envelope has the same flag on every path', () => {
  expect(sdkTool('async () => ({ success: true, data: 1 })').result).toBe('envelope')
  expect(
    sdkTool("async ({ what }) => what ? { success: true, data: 1 } : { success: false, error: 'no' }").result,
  ).toBe('envelope')
  expect(sdkTool("async ({ what }) => what ? { success: true, data: 1 } : 'nothing'").result).toBe('adhoc')
  expect(sdkTool("async () => 'a text'").result).toBe('adhoc')
  expect(sdkTool('async () => ({ success: true, preference: 1 })').result).toBe('adhoc')
})

test('envelopes made by functions of the repository are seen through', () => {
  const head =
    "const ok = (data: unknown) => ({ status: 'ok', data })\nconst failed = (error: string) => ({ status: 'error', error })"
  expect(sdkTool("async ({ what }) => what ? ok(what) : failed('empty')", head).result).toBe('envelope')
})

test('what a tool reaches is its effect', () => {
  expect(sdkTool("async () => 'x'").effect).toBe('none')
  expect(sdkTool('async ({ what }) => (await fetch(what)).text()').effect).toBe('read')
  expect(sdkTool("async ({ what }) => (await fetch(what, { method: 'POST' })).text()").effect).toBe('write')
  const run = sdkTool(
    'async ({ what }) => execSync(what).toString()',
    "import { execSync } from 'node:child_process'",
  )
  expect([run.effect, run.reversible]).toEqual(['write', 'no'])
})

test('a name is no effect', () => {
  expect(
    sdkTool(
      'async ({ what }) => deleteEverything(what)',
      'const deleteEverything = (what: string) => what.length',
    ).effect,
  ).toBe('none')
})

test('a branch on the name of a tool in a hand-made loop is its handler', () => {
  const exec = "import { execSync } from 'node:child_process'"
  const bare = ownTool(
    "if (use.name === 'bash') messages.push({ role: 'user', content: [{ type: 'tool_result', tool_use_id: use.id, content: execSync(use.input.command).toString() }] })",
    exec,
  )
  expect([bare.runBy, bare.effect, bare.result, bare.failure]).toEqual(['code', 'write', 'adhoc', 'throws'])
  const guarded = ownTool(
    "let content; try { content = execSync(use.input.command).toString() } catch (error) { content = 'The command failed.' } messages.push({ role: 'user', content: [{ type: 'tool_result', tool_use_id: use.id, content }] })",
    exec,
  )
  expect([guarded.runBy, guarded.failure]).toEqual(['code', 'result'])
})

test('a tool that nothing runs answers nothing', () => {
  const found = ownTool('return use.input')
  expect(found.failure).toBe('cannot-fail')
})

test('parameters that say nothing of themselves', () => {
  expect(sdkTool("async () => 'x'").parametersDescribed).toBe(true)
  expect(ownTool('return use.input').parametersDescribed).toBe(false)
})

test('an object says what it is where each of its fields does', () => {
  const described = (fields: string): boolean =>
    toolFactsOf(
      sceneOf(`
import { generateText, stepCountIs, tool } from 'ai'
import { z } from 'zod'
const book = tool({ description: 'books', inputSchema: z.object({ ${fields} }), execute: async () => 'x' })
export const agent = (prompt: string) =>
  generateText({ model: 'm', system: 'You book flights for people who ask.', prompt, tools: { book }, stopWhen: stepCountIs(5) })`),
    )[0]!.parametersDescribed
  expect(described("from: z.object({ city: z.string().describe('Name of the city') })")).toBe(true)
  expect(described('from: z.object({ city: z.string() })')).toBe(false)
})

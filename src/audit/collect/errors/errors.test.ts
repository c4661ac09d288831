import { expect, test } from 'vitest'
import type { Errors } from '../../facts/agent.ts'
import { agentIn, sceneOf } from '../scene-of.fixture.ts'
import { errorsOf } from './errors.ts'

const HEAD = `
import OpenAI from 'openai'
import { search } from './search.ts'
const client = new OpenAI()
const tools = [{ type: 'function', function: { name: 'search', parameters: {} } }]
`

const SEARCH = `export async function search(input: unknown) { return (await fetch('https://search.example/?q=' + input)).text() }`

/** An agent's loop around the given way to run its tool; what follows it in the file may start it. */
function errors(run: string, after = ''): Errors {
  const source = `${HEAD}
export async function agent(messages: any[]) {
  while (true) {
    const reply = await client.chat.completions.create({ model: 'm', messages: [{ role: 'system', content: 'You look things up for people who ask questions.' }, ...messages], tools })
    const call = reply.choices[0].message.tool_calls?.[0]
    if (!call) return reply.choices[0].message.content
    if (call.function.name === 'search') { ${run} }
  }
}
${after}`
  const scene = sceneOf({ 'index.ts': source, 'search.ts': SEARCH })
  return errorsOf(scene, agentIn(scene, 'agent'))
}

const GUARDED = `
  let content
  try { content = await search(JSON.parse(call.function.arguments)) } catch (error: any) { CATCH }
  messages.push({ role: 'tool', tool_call_id: call.id, content })`

const caught = (body: string, after = ''): Errors => errors(GUARDED.replace('CATCH', body), after)

test('a failure that becomes a message is fed back, raw when nothing shortens it', () => {
  const found = caught('content = `Error: ${error.message}`')
  expect(found.fedBack).toHaveLength(1)
  expect(found.raw.map(({ kind }) => kind)).toEqual(['raw-message'])
  expect(found.swallowed).toEqual([])
})

test('a stack is raw, too; what is cut is compact', () => {
  expect(caught('content = error.stack').raw.map(({ kind }) => kind)).toEqual(['raw-stack'])
  expect(caught('content = error.message.slice(0, 100)').raw).toEqual([])
  expect(caught('content = error.message.slice(0, 100)').compact).toHaveLength(1)
  expect(caught('const text = error.message; content = text.slice(0, 100)').raw).toEqual([])
  expect(caught('const text = error.message; content = text').raw).toHaveLength(1)
})

test('a failure that is only logged, and becomes an empty value, is swallowed', () => {
  expect(caught("console.error('search failed', error); content = ''").swallowed).toHaveLength(1)
})

test('what rethrows, says so, or ends the process hides nothing', () => {
  expect(caught('throw error').swallowed).toEqual([])
  expect(caught("content = 'The search failed, try other words.'").swallowed).toEqual([])
  expect(caught('console.error(error); process.exit(1)').swallowed).toEqual([])
})

test('without any catch the model call and the tool are crashes', () => {
  const found = errors(
    'messages.push({ role: "tool", content: await search(JSON.parse(call.function.arguments)) })',
    "await agent([{ role: 'user', content: process.argv[2] }])",
  )
  expect(found.crashes.map(({ line }) => line)).toEqual([9, 12])
})

test('a catch in main is the end of the run, no crash', () => {
  const found = caught(
    'throw error',
    'async function main() { await agent([]) }\nmain().catch(console.error)',
  )
  expect(found.crashes).toEqual([])
  expect(found.ends).toHaveLength(1)
})

test('a promise that nobody waits for is open, whatever stands around it', () => {
  const found = caught(
    "content = 'The search failed.'",
    'export function start() { try { agent([]) } catch (error) { console.error(error) } }\nstart()',
  )
  expect(found.crashes).toHaveLength(1)
})

test('a session that ends with the first failure has no catch of its own', () => {
  const session = `
import * as readline from 'node:readline/promises'
const terminal = readline.createInterface({ input: process.stdin })
async function main() { while (true) { const text = await terminal.question('> '); console.log(await agent([{ role: 'user', content: text }])) } }
main().catch(console.error)`
  expect(caught("content = 'The search failed.'", session).crashes).toHaveLength(1)
})

test('a counter that a catch raises and a condition compares is a threshold', () => {
  const found = caught(
    "failures++; content = 'It failed.'; if (failures >= 3) return undefined",
    'let failures = 0',
  )
  expect(found.thresholds).toHaveLength(1)
})

test('an endless loop whose catch goes round again counts nothing', () => {
  const scene = sceneOf(`${HEAD}
export async function ask(prompt: string) {
  while (true) {
    try {
      const reply = await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: prompt + ' Answer with the word yes or the word no, nothing else.' }] })
      if (reply.choices[0].message.content === 'yes') return true
    } catch { continue }
  }
}`)
  expect(errorsOf(scene, agentIn(scene, 'ask')).unboundedRetries).toHaveLength(1)
})

test('kinds of errors that are told apart', () => {
  expect(
    caught("if (error.status === 429) content = 'Too many requests.'; else throw error").classifications,
  ).toHaveLength(1)
})

test('a clause that throws in each branch hands nothing on, and a message on the screen hides nothing', () => {
  const source = `${HEAD}
async function rows(text: string) {
  try { return await search(text) } catch (error: any) {
    if (error.message.includes('empty')) { throw Error('Nothing there') } else { throw error }
  }
}
export async function agent(text: string) {
  try {
    const found = await rows(text)
    return await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'Say in a sentence what these rows are about: ' + found }] })
  } catch (error) { toast.error('An error occurred. Please try again.') }
}`
  const scene = sceneOf({ 'index.ts': source, 'search.ts': SEARCH })
  const found = errorsOf(scene, agentIn(scene, 'agent'))
  expect([found.raw, found.fedBack, found.swallowed]).toEqual([[], [], []])
})

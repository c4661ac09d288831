// Loops in which a model is asked, and in which something else decides whether to go on.
import { expect, test } from 'vitest'
import { sceneOf } from '../scene-of.fixture.ts'
import { top } from './agents-in.fixture.ts'

/** Kinds of cycles in a piece of code: only those are asked for, a single call may well be in it. */
function cyclesIn(source: string): string[] {
  return sceneOf({ 'index.ts': top + source }).drafts.flatMap(({ cycle }) => cycle?.shape ?? [])
}

test('a loop over data asks once for each', () => {
  expect(
    cyclesIn(`export async function batch(texts) {
  const answers = []
  for (const text of texts) {
    const reply = await ask([{ role: 'user', content: 'Sum up the following text in two sentences: ' + text }])
    if (!reply.choices[0]) continue
    answers.push(reply.choices[0].message.content)
  }
  return answers
}`),
  ).toEqual([])
})

test('a person who types decides in a REPL', () => {
  expect(
    cyclesIn(`import { createInterface } from 'node:readline/promises'
const terminal = createInterface({ input: process.stdin, output: process.stdout })
export async function chat(messages) {
  while (true) {
    const text = await terminal.question('> ')
    if (text === 'exit') break
    messages.push({ role: 'user', content: text })
    const reply = await ask(messages)
    console.log(reply.choices[0].message.content)
    messages.push(reply.choices[0].message)
  }
}`),
  ).toEqual([])
})

test('a queue that is polled', () => {
  expect(
    cyclesIn(`export async function work(queue) {
  while (true) {
    const job = await queue.take()
    if (!job) { await new Promise((done) => setTimeout(done, 1000)); continue }
    const reply = await ask([{ role: 'user', content: 'Classify this ticket by its urgency, please: ' + job.text }])
    await queue.finish(job, reply.choices[0].message.content)
  }
}`),
  ).toEqual([])
})

test('a stream that is read', () => {
  expect(
    cyclesIn(`export async function stream(messages) {
  const chunks = await client.chat.completions.create({ model: 'm', messages, stream: true })
  let text = ''
  for await (const chunk of chunks) {
    const piece = chunk.choices[0].delta.content
    if (!piece) break
    text += piece
  }
  return text
}`),
  ).toEqual([])
})

test('a request that is tried again when it fails', () => {
  expect(
    cyclesIn(`export async function patient(messages) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const reply = await ask(messages)
      return reply.choices[0].message.content
    } catch (error) {
      if (attempt === 2) throw error
    }
  }
}
export async function again(messages, left = 3) {
  try {
    return await ask(messages)
  } catch (error) {
    if (left === 0) throw error
    return again(messages, left - 1)
  }
}`),
  ).toEqual([])
})

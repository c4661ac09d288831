import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const source = new URL('../../src/runtime/', import.meta.url)

/** These end a thread, or stand in an event that brings its own prompt: no model reads their words. */
const NOT_READ = ['engine/commands/fail.ts', 'engine/drive.ts', 'engine/read-reply.ts', 'engine/wake.ts']
/** A server's words, and those of a tool that runs by itself, for a program of the user's. */
const NOT_OURS = ['mcp/call-result.ts', 'tools/run-tool.ts']

test('an error that the runtime words itself is an own error, for which the model is told in words of a file', () => {
  const files = ['engine', 'tools', 'mcp', 'agents', 'humans'].flatMap((folder) =>
    readdirSync(new URL(folder, source), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts')),
  )
  expect(files.length).toBeGreaterThan(50)
  const wording = files.filter((path) => /\bmakeError\(/.test(readFileSync(new URL(path, source), 'utf8')))
  expect(wording.filter((path) => ![...NOT_READ, ...NOT_OURS].includes(path))).toEqual([])
})

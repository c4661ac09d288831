// Every example that shows a door by itself: run as its first line says, against dist/, with all that it prints.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { doorsOf, readManifest } from '../../bench/pack/doors.ts'
import { runProgram } from '../../bench/pack/run-program.ts'
import { repository } from '../../bench/processes/compile.ts'
import { printed } from './printed.ts'

const folder = join(repository, 'examples')
const jiti = join(repository, 'node_modules', 'jiti', 'lib', 'jiti-cli.mjs')
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
const textOf = (name: string): string => readFileSync(join(folder, `${name}.ts`), 'utf8')

test.each(names)('the example %s prints what it should', async (name) => {
  const command = [process.execPath, jiti, join('examples', `${name}.ts`)] as const
  const { code, out, err } = await runProgram(repository, command, { env: { NODE_ENV: 'development' } })
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' })
  expect(out.trimEnd()).toBe(printed[name])
})

test.each(names)('the example %s has under 40 lines, and says how it is run', (name) => {
  const lines = textOf(name).trimEnd().split('\n')
  expect(lines.length).toBeLessThan(40)
  expect(lines[0]).toContain(`Run it: npx jiti examples/${name}.ts`)
})

test('every door has an example, and two lines in the README', () => {
  const doors = doorsOf(readManifest(repository))
  const shown = names.flatMap((name) => doorsIn(textOf(name)))
  expect(doors.filter((door) => !shown.includes(door))).toEqual([])
  const inReadme = doorsIn(readFileSync(join(repository, 'docs', 'snippets', 'doors.ts'), 'utf8'))
  expect(inReadme.toSorted()).toEqual(doors.filter((door) => door !== 'twelvefold').toSorted())
})

function doorsIn(text: string): string[] {
  return [...text.matchAll(/ from '(twelvefold[^']*)'/g)].map(([, door]) => door!)
}

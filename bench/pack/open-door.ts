import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../processes/compile.ts'
import { runProgram } from './run-program.ts'

const SCRIPT = 'try-door.mjs'
/** A door that keeps the process alive is one that did something. */
const TIME_LIMIT_MS = 30_000

/** Opens a door of the package in that project with that Node, and returns what is wrong with it. */
export async function openDoor(
  folder: string,
  node: string,
  way: 'import' | 'require',
  door: string,
): Promise<readonly string[]> {
  copyFileSync(join(repository, 'bench', 'pack', SCRIPT), join(folder, SCRIPT))
  // On Node 20 to 22 a warning that `require` of a module is new comes from Node itself.
  const command = [node, '--disable-warning=ExperimentalWarning', SCRIPT, way, door] as const
  const { code, out, err } = await runProgram(folder, command, { timeLimit: TIME_LIMIT_MS })
  if (code !== 0) return [`${way} ends with ${code}: ${err.trim().split('\n').at(-1)}`]
  const lines = out.trim().split('\n')
  const problems = JSON.parse(lines.pop() ?? '') as string[]
  if (lines.length > 0 || err !== '')
    problems.push(`prints ${JSON.stringify((lines.join('\n') + err).slice(0, 100))}`)
  return problems.map((problem) => `${way} ${problem}`)
}

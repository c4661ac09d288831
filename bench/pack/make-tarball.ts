import { join } from 'node:path'
import { npm } from '../../scripts/setup/npm.mjs'
import { repository } from '../processes/compile.ts'
import { runProgram } from './run-program.ts'

/** `npm pack` of a package as it lies there, into that folder; returns the tarball's path. */
export async function makeTarball(folder: string, source = repository): Promise<string> {
  const [command, args] = npm('pack', '--ignore-scripts', '--json', '--pack-destination', folder)
  const { code, out, err } = await runProgram(source, [command, ...args])
  if (code !== 0) throw new Error(`npm pack ended with ${code}: ${err}`)
  const [packed] = JSON.parse(out) as { filename: string }[]
  return join(folder, packed!.filename)
}

import { join } from 'node:path'
import { repository } from '../processes/compile.ts'
import { runProgram } from './run-program.ts'

const modules = join(repository, 'node_modules')
const publint = join(modules, 'publint', 'src', 'cli.js')
const typesWrong = join(modules, '@arethetypeswrong', 'cli', 'dist', 'index.js')

/** What publint and are-the-types-wrong say against a tarball. We ship ES modules: what only CommonJS needs is no matter. */
export async function lintTarball(tarball: string): Promise<readonly string[]> {
  const said = await Promise.all([
    runProgram(repository, [process.execPath, publint, tarball, '--strict']),
    runProgram(repository, [
      process.execPath,
      typesWrong,
      tarball,
      '--profile',
      'esm-only',
      '--format',
      'json',
    ]),
  ])
  return said.flatMap(({ code, out, err }, i) => {
    // Of a package without any declarations are-the-types-wrong says that nothing is wrong with them.
    const isRight = code === 0 && (i === 0 || /"types": \{/.test(out))
    return isRight ? [] : [`${i === 0 ? 'publint' : 'attw'}: ${(out + err).trim()}`]
  })
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { UsageError } from '../../runtime/twelvefold-error.ts'
import { textOption, type Invocation, type RunCommand } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { promptTypes } from '../prompts/prompt-types.ts'
import { readPrompts } from '../prompts/read-prompts.ts'

export const run: RunCommand = async (invocation) => {
  const { io, globals, options } = invocation
  const { sound, broken } = await readPrompts(globals.prompts)
  if (broken[0]) throw broken[0].error
  const files = outputs(invocation).map(({ path, flavour }) => {
    const text = promptTypes(sound, flavour, basename(globals.prompts))
    const isFresh = existsSync(path) && readFileSync(path, 'utf8').replaceAll('\r\n', '\n') === text
    return { path: relative(io.cwd, path).replaceAll('\\', '/'), absolute: path, text, isFresh }
  })
  const stale = files.filter(({ isFresh }) => !isFresh)
  const isCheck = options['check'] === true
  if (!isCheck) {
    for (const { absolute, text } of stale) {
      mkdirSync(dirname(absolute), { recursive: true })
      writeFileSync(absolute, text)
    }
  }
  if (globals.json) {
    const list = files.map(({ path, isFresh }) => ({ path, fresh: isFresh || !isCheck }))
    io.out(`${JSON.stringify({ prompts: sound.length, files: list })}\n`)
  } else {
    const word = isCheck ? 'stale: npx twelvefold prompts types' : 'written'
    io.out(files.map(({ path, isFresh }) => `${path} ${isFresh ? 'fresh' : word}\n`).join(''))
  }
  return isCheck && stale.length > 0 ? exitCode.failed : exitCode.done
}

type Flavour = Parameters<typeof promptTypes>[1]

/** @throws UsageError */
function outputs(invocation: Invocation): readonly { readonly path: string; readonly flavour: Flavour }[] {
  const { io, globals } = invocation
  const given = textOption(invocation, 'out')
  const path =
    given === undefined ? join(dirname(globals.prompts), 'prompts.generated.ts') : resolve(io.cwd, given)
  const [, stem, extension] = /^(.+)\.([cm]?[jt]s)$/.exec(path) ?? []
  if (stem !== undefined && !stem.endsWith('.d')) {
    if (extension === 'ts' || extension === 'mts') return [{ path, flavour: 'ts' }]
    if (extension === 'js')
      return [
        { path, flavour: 'js' },
        { path: `${stem}.d.ts`, flavour: 'd.ts' },
      ]
    if (extension === 'mjs')
      return [
        { path, flavour: 'js' },
        { path: `${stem}.d.mts`, flavour: 'd.ts' },
      ]
  }
  throw new UsageError(`--out ${given ?? path} is no file to write a module to`, {
    hint: 'such as --out src/prompts.generated.ts, or .js with declarations beside it',
  })
}

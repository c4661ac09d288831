import { estimateTokens } from '../../runtime/context/estimate-tokens.ts'
import { variablesOf } from '../../runtime/prompts/variables-of.ts'
import type { RunCommand } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { readPrompts } from '../prompts/read-prompts.ts'
import { styleOf } from '../render/style.ts'
import { tableLines } from '../render/table.ts'

export const run: RunCommand = async ({ io, globals }) => {
  const { sound, broken } = await readPrompts(globals.prompts)
  const prompts = sound.map((prompt) => ({
    name: prompt.name,
    hash: prompt.hash,
    tokens: estimateTokens(prompt.body),
    description: prompt.description,
    variables: variablesOf(prompt),
    includes: Object.keys(prompt.includes),
  }))
  const problems = broken.map(({ name, error: { code, message } }) => ({ name, code, message }))
  if (globals.json) {
    io.out(`${JSON.stringify({ prompts, broken: problems })}\n`)
    return exitCode.done
  }
  const rows = [
    ...prompts.map(({ name, hash, tokens, description, variables }) => {
      const names = Object.keys(variables).join(', ')
      return [name, hash.slice(0, 12), String(tokens), names, description]
    }),
    ...problems.map(({ name, message }) => [name, '-', '-', '', `cannot be used: ${message}`]),
  ].sort(([a], [b]) => (a! < b! ? -1 : 1))
  const head = ['name', 'hash', 'tokens', 'variables', 'description']
  io.out(`${tableLines(head, rows, styleOf(io)).join('\n')}\n`)
  return exitCode.done
}

import { factors } from '../../audit/factors/factors.ts'
import { explain, explainAll, findRequirement } from '../../audit/report/explain.ts'
import type { RunCommand } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { styleOf } from '../render/style.ts'

/** Of the catalogue alone: nothing is collected. */
export const run: RunCommand = async ({ io, globals, operands: [id] }) => {
  const style = styleOf(io)
  if (globals.json)
    io.out(`${JSON.stringify(id === undefined ? { factors } : findRequirement(id, factors))}\n`)
  else io.out(id === undefined ? explainAll(factors, style) : explain(id, factors, style))
  return exitCode.done
}

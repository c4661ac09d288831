import { checkAgents } from '../doctor/check-agents.ts'
import { checkClock } from '../doctor/check-clock.ts'
import type { Check } from '../doctor/check.ts'
import { checkKeys } from '../doctor/check-keys.ts'
import { checkNode } from '../doctor/check-node.ts'
import { checkStore } from '../doctor/check-store.ts'
import type { RunCommand } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { styleOf } from '../render/style.ts'
import { printable } from '../render/text.ts'

/** Looks at everything that a run needs, and changes nothing but the temporary file that proves a folder writable. */
export const run: RunCommand = async (invocation) => {
  const { io, globals } = invocation
  const checks: Check[] = [
    checkNode(process.versions.node),
    ...(await checkStore(globals.store)),
    ...(await checkAgents(invocation)),
    ...checkKeys(io.env),
    await checkClock(globals.store),
  ]
  const isWell = checks.every(({ state }) => state !== 'failed')
  if (globals.json) {
    io.out(`${JSON.stringify({ ok: isWell, checks })}\n`)
  } else {
    const style = styleOf(io)
    const paint = { ok: style.good, note: style.waiting, failed: style.bad }
    for (const { state, name, message, hint } of checks) {
      io.out(`${paint[state](state.padEnd(6))}  ${name.padEnd(8)}  ${printable(message)}\n`)
      if (hint !== undefined && state !== 'ok') io.out(`${' '.repeat(18)}${style.dim(printable(hint))}\n`)
    }
  }
  return isWell ? exitCode.done : exitCode.failed
}

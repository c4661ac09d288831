import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadedDriver } from './agent/open-bench.ts'
import { report, tell } from './figures/report.ts'
import { median, rounded } from './figures/statistics.ts'
import { withFolder } from './figures/with-folder.ts'
import { compileFolder } from './processes/compile.ts'
import { timeProcess } from './processes/time-process.ts'

const ROUNDS = 11

export default async function startup(): Promise<object> {
  const compiled = compileFolder('bench')
  const commandLine = join('dist', 'cli', 'main.js')
  const kinds = {
    node_ms: [join(compiled, 'children', 'empty.js')],
    version_ms: existsSync(commandLine) ? [commandLine, '--version'] : undefined,
    import_ms: [join(compiled, 'children', 'import-package.js')],
  }
  const times = await inTurns(kinds, ROUNDS)
  tell(JSON.stringify(times))
  const driver = await withFolder((folder) => loadedDriver(join(folder, 'driver.db')))
  return report(times, driver)
}

/** Medians of each kind of process, in turns: a slow moment of the machine slows all. */
async function inTurns(
  kinds: Readonly<Record<string, readonly string[] | undefined>>,
  rounds: number,
): Promise<Record<string, number | null>> {
  const times = new Map(Object.keys(kinds).map((name): [string, number[]] => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, args] of Object.entries(kinds)) {
      if (args) times.get(name)!.push(await timeProcess(...args))
    }
  }
  const medians = [...times].map(([name, list]) => [name, list.length > 0 ? rounded(median(list)) : null])
  return Object.fromEntries(medians) as Record<string, number | null>
}

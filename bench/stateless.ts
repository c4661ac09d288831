import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { loadedDriver } from './agent/open-bench.ts'
import { report, tell } from './figures/report.ts'
import { rounded } from './figures/statistics.ts'
import { withFolder } from './figures/with-folder.ts'
import { compileFolder } from './processes/compile.ts'

/** What the guard said of each function: null where it let it pass. */
type Said = Readonly<Record<string, string | null>>

/**
 * What the guard over pure functions catches of planted impurities, what it wrongly refuses of pure functions, and
 * what a call costs where it is off: `off_ns` beside `plain_ns`, the fastest of some turns within one process: other work on
 * the machine only ever makes a turn slower.
 */
export default async function stateless(): Promise<object> {
  const compiled = join(compileFolder('bench'), 'children')
  const { planted, controls } = printed(join(compiled, 'stateless.js'), 'test') as Record<string, Said>
  for (const [name, message] of Object.entries(planted!)) tell(`planted, ${name}: ${message ?? 'NOT SEEN'}`)
  const alarms = Object.entries(controls!).filter(([, message]) => message !== null)
  for (const [name, message] of alarms) tell(`FALSE ALARM, ${name}: ${message}`)
  const times = printed(join(compiled, 'stateless-off.js'), 'production') as Record<string, number[]>
  const missed = Object.keys(planted!).filter((name) => planted![name] === null)
  const driver = await withFolder((folder) => loadedDriver(join(folder, 'driver.db')))
  const figures = {
    planted: Object.keys(planted!).length,
    caught: Object.keys(planted!).length - missed.length,
    missed,
    controls: Object.keys(controls!).length,
    false_alarms: alarms.length,
    off_ns: rounded(Math.min(...times['guarded']!)),
    plain_ns: rounded(Math.min(...times['plain']!)),
  }
  return report(figures, driver)
}

function printed(script: string, environment: string): unknown {
  const env = { ...process.env, NODE_ENV: environment }
  const text = execFileSync(process.execPath, [script], { env, encoding: 'utf8' })
  return JSON.parse(text) as unknown
}

// Runs every planted impurity and every pure control under the guard, as native modules, and prints what it said.
import { stateless } from 'twelvefold/stateless'
import { controls } from '../stateless/controls.ts'
import { planted, setLimit } from '../stateless/planted.ts'
import { sample, type Sample } from '../stateless/sample.ts'

function said(name: string, fn: (given: Sample) => unknown): string | null {
  const guarded = stateless(fn, { name, mode: 'enforce' })
  try {
    guarded(sample())
    setLimit(name.length)
    guarded(sample())
    return null
  } catch (thrown) {
    const { code, message } = thrown as { code?: string; message: string }
    return code === 'stateless_violation' ? message : null
  }
}

function all(functions: Readonly<Record<string, (given: Sample) => unknown>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(functions).map(([name, fn]) => [name, said(name, fn)]))
}

process.stdout.write(JSON.stringify({ planted: all(planted), controls: all(controls) }))

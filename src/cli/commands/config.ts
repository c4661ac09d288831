import { defaultChildBounds } from '../../runtime/engine/child-bounds.ts'
import type { RunCommand } from '../command.ts'
import { providers } from '../named-model.ts'
import { exitCode } from '../exit-code.ts'
import { readRuntimeConfiguration, type RuntimeConfiguration } from '../read-runtime-configuration.ts'
import { styleOf } from '../render/style.ts'
import { tableLines } from '../render/table.ts'

export const run: RunCommand = async ({ io, globals }) => {
  const paths = (['store', 'agents', 'prompts'] as const).map((name) => {
    return { name, value: globals[name], from: globals.given[name] === undefined ? 'default' : `--${name}` }
  })
  // Whether a key is there, never what it is.
  const keys = Object.values(providers).map(({ key }) => {
    return { name: key, value: io.env[key] ? 'set' : 'not set', from: 'environment' }
  })
  const { prices, children } = readRuntimeConfiguration(io.cwd)
  const given = [
    { name: 'prices', value: Object.keys(prices).join(', ') || 'none' },
    ...Object.entries({ ...defaultChildBounds, ...children }).map(([name, bound]) => {
      return { name: `children.${name}`, value: String(bound) }
    }),
  ].map((value) => ({
    ...value,
    from: isGiven(value.name, { prices, children }) ? 'twelvefold.json' : 'default',
  }))
  const values = [...paths, ...given, ...keys, { name: 'user', value: io.user, from: 'operating system' }]
  if (globals.json) {
    io.out(`${JSON.stringify({ values })}\n`)
  } else {
    const rows = values.map(({ name, value, from }) => [name, value, from])
    io.out(`${tableLines(['name', 'value', 'from'], rows, styleOf(io)).join('\n')}\n`)
  }
  return exitCode.done
}

function isGiven(name: string, { prices, children }: RuntimeConfiguration): boolean {
  if (name === 'prices') return Object.keys(prices).length > 0
  return Object.hasOwn(children, name.slice('children.'.length))
}

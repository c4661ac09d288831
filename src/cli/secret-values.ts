import type { Io } from './io.ts'

/** Shorter ones are words, such as "none". */
const SHORTEST_SECRET = 8

/** Values of the environment that are secrets by their names: they must not be seen, whoever prints them. */
export function secretValues(env: Io['env']): string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    /(^|_)(TOKEN|KEY|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?)$/i.test(name) &&
    value !== undefined &&
    value.length >= SHORTEST_SECRET
      ? [value]
      : [],
  )
}

/** `enforce` throws, `warn` lets the call go on and emits a process warning, `off` leaves the function as it is. */
export type Mode = 'enforce' | 'warn' | 'off'

let known: Mode | undefined

/**
 * What NODE_ENV says: `enforce` in development and test, and where it is not set, which is how people develop; `off`
 * everywhere else. The one place outside cli/ that reads the environment: once, when first asked.
 */
export function defaultMode(): Mode {
  known ??= modeOf(process.env['NODE_ENV'])
  return known
}

function modeOf(environment: string | undefined): Mode {
  return [undefined, '', 'development', 'test'].includes(environment) ? 'enforce' : 'off'
}

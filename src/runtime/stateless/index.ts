// The door `twelvefold/stateless`: the guard over one pure function, without the rest.
export { stateless, type StatelessOptions } from './stateless.ts'
export type { Mode } from './mode.ts'
export { StatelessViolation } from '../twelvefold-error.ts'

import type { Value } from '../program/value.ts'

export interface Receiver {
  readonly of: Value
  /** The method. */
  readonly name: string
}

/** What a method was taken from: the x of `x.invoke`, also where x is a parameter. */
export function receiverOf(callee: Value): Receiver | undefined {
  if (callee.kind === 'member') return { of: callee.of, name: callee.name }
  if (callee.kind !== 'parameter') return undefined
  const name = callee.path.at(-1)
  if (name === undefined) return undefined
  const typed = callee.typed?.kind === 'member' ? callee.typed.of : undefined
  return { of: { ...callee, path: callee.path.slice(0, -1), typed }, name }
}

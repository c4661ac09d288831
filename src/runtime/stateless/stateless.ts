// The guard over pure functions (factor 12). What it guards is synchronous: all that it does, it does around one call
// and undoes before the call returns, so that nothing else in the process can meet a patched clock.

import { UsageError } from '../twelvefold-error.ts'
import type { Guarded } from './findings.ts'
import { guardedCall } from './guarded-call.ts'
import { markGuard } from './guarded-functions.ts'
import { defaultMode, type Mode } from './mode.ts'

export interface StatelessOptions {
  /** How messages call the function; by default its own name. */
  readonly name?: string
  /** By default what NODE_ENV says: `enforce` in development, in tests and where it is not set, else `off`. */
  readonly mode?: Mode
}

type AnyFunction = (this: never, ...args: never[]) => unknown
/** What the standard signature of decorators hands to one of a method or getter. */
interface MemberContext {
  readonly kind: string
  readonly name: string | symbol
}

/**
 * The same function, checked at every call: that it changes neither its arguments nor any variable it can reach, reads
 * no clock, chance, environment or device, and answers the same when asked twice. Arguments are frozen in `enforce`.
 * In `off` it is the very function that came in.
 *
 * Also a decorator of methods and getters, in both signatures: `@stateless`.
 * @throws StatelessViolation from the guarded function, in `enforce`
 */
export function stateless<F extends AnyFunction>(fn: F, options?: StatelessOptions): F
export function stateless<F extends AnyFunction>(method: F, context: MemberContext): F
export function stateless(target: object, key: string | symbol, descriptor: PropertyDescriptor): void
export function stateless(
  target: object,
  second: StatelessOptions | MemberContext | string | symbol = {},
  descriptor?: PropertyDescriptor,
): unknown {
  if (typeof second === 'string' || typeof second === 'symbol') {
    decorateDescriptor(String(second), descriptor)
    return undefined
  }
  if (typeof target !== 'function') {
    throw new UsageError('stateless() takes a function', {
      hint: 'as a decorator it takes methods and getters',
    })
  }
  if (!('kind' in second)) return guarded(target as AnyFunction, second)
  if (second.kind !== 'method' && second.kind !== 'getter') {
    throw new UsageError(`stateless does not decorate a ${second.kind}: it takes methods and getters`)
  }
  return guarded(target as AnyFunction, { name: String(second.name) })
}

/** The legacy signature: the descriptor is there to be changed. */
function decorateDescriptor(name: string, descriptor: PropertyDescriptor | undefined): void {
  const part = descriptor?.get ? 'get' : 'value'
  const fn: unknown = descriptor?.[part]
  if (!descriptor || typeof fn !== 'function') {
    throw new UsageError(`stateless does not decorate ${name}: it takes methods and getters`)
  }
  descriptor[part] = guarded(fn as AnyFunction, { name })
}

function guarded<F extends AnyFunction>(fn: F, options: StatelessOptions): F {
  const mode = options.mode ?? defaultMode()
  if (mode === 'off') return fn
  const name = options.name ?? (fn.name || 'a function')
  const guard = function (this: unknown, ...args: unknown[]): unknown {
    return guardedCall({ fn: fn as unknown as Guarded['fn'], name, mode }, this, args)
  }
  // Whoever asks what it is sees the function: its name, its length, and the text of which the agent's hash is made.
  Object.defineProperties(guard, {
    name: { value: fn.name, configurable: true },
    length: { value: fn.length, configurable: true },
    toString: { value: () => fn.toString(), configurable: true },
  })
  markGuard(guard, fn)
  return guard as unknown as F
}

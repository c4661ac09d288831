import { types } from 'node:util'
import { StatelessViolation } from '../twelvefold-error.ts'
import type { Mode } from './mode.ts'
import { deeds } from './patches/deed.ts'
import { placeIn, placeOf } from './patches/place.ts'
import type { Judge } from './patches/with-patches.ts'
import { firstDisagreement } from './same-result.ts'
import { inspectFunction, scriptUrl } from './variables/inspect-function.ts'

export interface Guarded {
  readonly fn: (...args: unknown[]) => unknown
  readonly name: string
  readonly mode: Exclude<Mode, 'off'>
}

/** How a call ended: with a result or a throw. */
export type Outcome = { readonly result: unknown } | { readonly thrown: unknown }

/** What is found about one call. The first counts: what follows may follow from it. */
export interface Findings {
  first(): StatelessViolation | undefined
  readonly judge: Judge
  ending(outcome: Outcome): void
  compare(one: Outcome, other: Outcome): void
  changed(path: string): void
}

export function createFindings(guarded: Guarded): Findings {
  const { name, mode } = guarded
  let first: StatelessViolation | undefined
  const add = (what: string, hint: string, where: string | undefined, cause?: unknown): void => {
    const message = `${name} ${what}${where === undefined ? '' : ` at ${where}`}`
    first ??= new StatelessViolation(message, { what, where, hint, cause })
  }
  return {
    first: () => first,
    judge(deed, called) {
      const { says, hint } = deeds[deed]
      add(`${says} (${called})`, hint, placeIn(deepStack()))
      // Also where an earlier one was caught and swallowed: nothing impure is done.
      if (mode === 'enforce') throw first as StatelessViolation
    },
    ending(outcome) {
      if ('thrown' in outcome && isFrozenWrite(outcome.thrown)) {
        const { thrown } = outcome
        add(
          'changes what is frozen',
          'return a changed copy: { ...value, member }',
          placeIn(thrown.stack),
          thrown,
        )
      } else if ('result' in outcome && types.isPromise(outcome.result)) {
        // Nobody else will ever look at it.
        outcome.result.catch(() => undefined)
        add(
          'is asynchronous',
          'return plain data: what has to be waited for belongs in a tool',
          definedAt(guarded),
        )
      }
    },
    compare(one, other) {
      const path = disagreement(one, other)
      if (path === undefined) return
      const what = `answers the same question in two ways${path === '' ? '' : ` (result${path})`}`
      add(what, 'what differs comes from outside of its arguments: hand it in', definedAt(guarded))
    },
    changed(path) {
      const hint = 'state is kept in the thread: return what is new, and derive the rest from the events'
      add(`changes ${path}, which outlives the call`, hint, definedAt(guarded))
    },
  }
}

const warned = new WeakMap<object, Set<string>>()

/** Once for each message: a loop must not fill the screen. */
export function warnOf(violation: StatelessViolation, { fn }: Guarded): void {
  const known = warned.get(fn) ?? new Set<string>()
  if (known.has(violation.message)) return
  warned.set(fn, known.add(violation.message))
  const { message, hint, code } = violation
  process.emitWarning(message, {
    type: 'StatelessViolation',
    code,
    ...(hint === undefined ? {} : { detail: hint }),
  })
}

function disagreement(one: Outcome, other: Outcome): string | undefined {
  if ('thrown' in one !== 'thrown' in other) return ''
  if ('thrown' in one) return firstDisagreement(one.thrown, (other as { thrown: unknown }).thrown)
  return firstDisagreement(one.result, (other as { result: unknown }).result)
}

/** What the engine throws where strict code writes to what is frozen. */
function isFrozenWrite(thrown: unknown): thrown is TypeError {
  if (!(thrown instanceof TypeError)) return false
  return /read only property|not extensible|Cannot delete property|Cannot redefine property/.test(
    thrown.message,
  )
}

/** The guard's own frames come first, and the default of ten may hold no other. */
function deepStack(): string | undefined {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 50
  const holder: { stack?: string } = {}
  Error.captureStackTrace(holder)
  const { stack } = holder
  Error.stackTraceLimit = stackTraceLimit
  return stack
}

function definedAt({ fn }: Guarded): string | undefined {
  const inspected = inspectFunction(fn)
  return inspected && placeOf(scriptUrl(inspected.scriptId), inspected.line, inspected.column)
}

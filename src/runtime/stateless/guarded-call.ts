import { createFindings, warnOf, type Guarded, type Outcome } from './findings.ts'
import { freezeArguments } from './freeze-arguments.ts'
import { unwatched, withPatches } from './patches/with-patches.ts'
import { firstChange, takeSnapshot } from './variables/snapshot.ts'

/** A function that is called by one under guard is under that guard. */
const guarding = { now: false }
/** Functions that have been asked twice with a pause in between. */
const paused = new WeakSet<object>()
/** Longer than any clock that counts milliseconds takes to move on. */
const PAUSE_MS = 2

/**
 * Pictures what the function can reach, runs it twice while everything impure is watched, puts all back, and compares.
 * What it finds first is thrown, or warned of, in place of or beside what the function returns or throws.
 */
export function guardedCall(guarded: Guarded, self: unknown, args: readonly unknown[]): unknown {
  const { fn, mode } = guarded
  if (guarding.now) return Reflect.apply(fn, self, args)
  guarding.now = true
  try {
    if (mode === 'enforce') for (const arg of args) freezeArguments(arg)
    const findings = createFindings(guarded)
    const before = takeSnapshot(fn, rootsOf(self, args))
    const [first, second] = withPatches(findings.judge, (): [Outcome, Outcome?] => {
      const outcome = run(fn, self, args)
      unwatched(() => findings.ending(outcome))
      // Where it is known not to be pure, once is enough: a second run would do the same again.
      return findings.first() ? [outcome] : [outcome, again(fn, self, args)]
    })
    if (second && !findings.first()) findings.compare(first, second)
    const changed = findings.first() ? undefined : firstChange(before)
    if (changed !== undefined) findings.changed(changed)
    const found = findings.first()
    if (found && mode === 'enforce') throw found
    if (found) warnOf(found, guarded)
    if ('thrown' in first) throw first.thrown
    return first.result
  } finally {
    guarding.now = false
  }
}

function run(fn: Guarded['fn'], self: unknown, args: readonly unknown[]): Outcome {
  try {
    return { result: Reflect.apply(fn, self, args) }
  } catch (thrown) {
    return { thrown }
  }
}

/** The first time after a pause, so that a clock which was taken before the guard came tells another time. */
function again(fn: Guarded['fn'], self: unknown, args: readonly unknown[]): Outcome {
  if (!paused.has(fn)) {
    paused.add(fn)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
  }
  return run(fn, self, args)
}

function rootsOf(self: unknown, args: readonly unknown[]): Record<string, unknown> {
  const roots: Record<string, unknown> = { this: self }
  for (const [i, arg] of args.entries()) roots[`argument ${i + 1}`] = arg
  return roots
}

// Which functions are guards, and of what: a guard holds the guard's own state, which is nobody's violation.

type Fn = (...args: never[]) => unknown

const guardedBy = new WeakMap<object, object>()

export function markGuard(guard: Fn, fn: Fn): void {
  guardedBy.set(guard, fn)
}

/** The function behind a guard; any other function is its own. */
export function withoutGuard(fn: object): object {
  return guardedBy.get(fn) ?? fn
}

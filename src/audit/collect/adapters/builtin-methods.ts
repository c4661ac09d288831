/** Objects of the language: no framework is called by their methods, and most calls of a program are theirs. */
const owners: readonly object[] = [
  Array.prototype,
  String.prototype,
  Number.prototype,
  Map.prototype,
  Set.prototype,
  Promise.prototype,
  RegExp.prototype,
  Date.prototype,
]

/** Names that frameworks have too: a router's `get`, a server's `delete`. */
const shared = new Set([
  'get',
  'set',
  'add',
  'delete',
  'exec',
  'test',
  'search',
  'match',
  'at',
  'with',
  'link',
  'clear',
])

const names = new Set(
  owners.flatMap((owner) => Object.getOwnPropertyNames(owner)).filter((name) => !shared.has(name)),
)

export function isBuiltinMethod(name: string): boolean {
  return names.has(name)
}

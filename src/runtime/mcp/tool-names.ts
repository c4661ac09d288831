import { createHash } from 'node:crypto'

const LONGEST = 64
const HASH = 6

/**
 * Names that providers accept, by the names that a server gives its tools: `get-issue` of `github` is
 * `github_get_issue`. Two that would be the same, and what would be too long, end in a piece of a hash: the name of a tool
 * depends on no order and on no other tool but those that collide with it.
 */
export function toolNames(server: string, names: readonly string[]): ReadonlyMap<string, string> {
  const plain = new Map(names.map((name) => [name, `${server}_${snake(name)}`]))
  const count = new Map<string, number>()
  for (const name of plain.values()) count.set(name, (count.get(name) ?? 0) + 1)
  return new Map(
    [...plain].map(([name, wanted]) => {
      if (count.get(wanted) === 1 && wanted.length <= LONGEST) return [name, wanted]
      const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH)
      return [name, `${wanted.slice(0, LONGEST - HASH - 1)}_${hash}`]
    }),
  )
}

/** `getIssue`, `get-issue` and `get.issue` as `get_issue`. */
function snake(name: string): string {
  const words = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase()
  return words.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '') || 'tool'
}

// Small repositories in memory, and the facts that the collector makes of them.
import { basename } from 'node:path'
import { withTemporaryFolder } from '../../../test/temporary-folder.ts'
import { collect } from '../collect/collect.ts'
import { writeTree } from '../collect/source/write-tree.fixture.ts'
import type { Facts } from '../facts/facts.ts'

/** Text by path. */
export type Sources = Readonly<Record<string, string>>

/** The same with one text replaced, which stands exactly once in all of its files. */
export function edited(sources: Sources, from: string, to: string): Sources {
  const places = Object.entries(sources).flatMap(([path, text]) =>
    text
      .split(from)
      .slice(1)
      .map(() => path),
  )
  const [path] = places
  if (path === undefined || places.length > 1)
    throw new RangeError(
      `"${from}" stands ${places.length} times: ${places.map((one) => basename(one)).join(', ')}`,
    )
  // A function, since `$&` and the like stand for something in a replacement text.
  return { ...sources, [path]: sources[path]!.replace(from, () => to) }
}

export function collectSources(sources: Sources): Promise<Facts> {
  return withTemporaryFolder((folder) => {
    writeTree(folder, sources)
    return collect(folder)
  })
}

/** A repository that publishes its agent, or one that runs it. */
export function manifest(name: string, fields: object = { main: 'src/index.ts' }): string {
  return JSON.stringify({ name, version: '1.0.0', type: 'module', ...fields })
}

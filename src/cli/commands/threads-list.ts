import { existsSync } from 'node:fs'
import type { ThreadFilter, ThreadSummary } from '../../runtime/store/store.ts'
import type { Status } from '../../runtime/thread/thread.ts'
import { UsageError } from '../../runtime/twelvefold-error.ts'
import { pathTo } from '../../runtime/engine/thread-path.ts'
import { textOption, type Invocation, type RunCommand } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { labelsOf } from '../labels.ts'
import { numberOption } from '../number-option.ts'
import { oneLine } from '../render/text.ts'
import { styleOf } from '../render/style.ts'
import { tableLines } from '../render/table.ts'
import { shortId } from '../thread-ids.ts'
import { withStore } from '../with-store.ts'

const statuses: readonly Status[] = [
  'running',
  'waiting_for_human',
  'sleeping',
  'paused',
  'finished',
  'failed',
  'cancelled',
]

export const run: RunCommand = async (invocation) => {
  const filter = filterOf(invocation)
  const { io, globals } = invocation
  if (!existsSync(globals.store)) return tell(invocation, [])
  return withStore(invocation, async (store) => {
    const threads = await store.list(filter)
    const paths = await Promise.all(
      threads.map(async ({ parent, threadId }) =>
        parent === undefined ? [threadId] : pathTo(store, threadId),
      ),
    )
    if (globals.json)
      return tell(
        invocation,
        threads.map((thread, i) => placed(thread, paths[i]!)),
      )
    const style = styleOf(io)
    const now = new Date().toISOString()
    const rows = await Promise.all(
      threads.map(async ({ agent, status, seq, labels, updatedAt }, i) => {
        const words = Object.entries(labels).map(([name, value]) => `${name}=${value}`)
        const names = await Promise.all(paths[i]!.map((id) => shortId(store, id)))
        return [
          names.at(-1)!,
          names.slice(0, -1).join(' > '),
          agent,
          status.replaceAll('_', ' '),
          String(seq),
          style.minute(updatedAt, now),
          words.join(' '),
        ]
      }),
    )
    return tell(
      invocation,
      threads,
      tableLines(
        ...withoutEmpty(['thread', 'child of', 'agent', 'status', 'events', 'updated', 'labels'], rows),
        style,
      ),
    )
  })
}

/** A child with the root above it, and the way from there down to it. */
function placed(thread: ThreadSummary, path: readonly string[]): object {
  return thread.parent === undefined ? thread : { ...thread, root: path[0], path }
}

/** Most lists hold no child: a column without a word is left out. */
function withoutEmpty(head: readonly string[], rows: readonly (readonly string[])[]): [string[], string[][]] {
  const isKept = (_: unknown, column: number): boolean =>
    head[column] !== 'child of' || rows.some((row) => row[column] !== '')
  return [head.filter(isKept), rows.map((row) => row.filter(isKept))]
}

function tell(
  { io, globals }: Invocation,
  threads: readonly object[],
  table: readonly string[] = [],
): number {
  if (globals.json) io.out(`${JSON.stringify({ threads })}\n`)
  else io.out(threads.length === 0 ? 'no threads\n' : `${table.join('\n')}\n`)
  return exitCode.done
}

function filterOf(invocation: Invocation): ThreadFilter {
  const status = textOption(invocation, 'status')
  const agent = textOption(invocation, 'agent')
  const limit = numberOption(invocation, 'limit')
  const known = statuses.find((one) => one === status)
  if (status !== undefined && !known) {
    throw new UsageError(`"${oneLine(status, 40)}" is no status`, { hint: `one of ${statuses.join(', ')}` })
  }
  return {
    labels: labelsOf(invocation.options['label']),
    ...(known === undefined ? {} : { status: known }),
    ...(agent === undefined ? {} : { agent }),
    ...(limit === undefined ? {} : { limit }),
  }
}

import { existsSync } from 'node:fs'
import type { ThreadFilter, ThreadSummary } from '../../runtime/store/store.ts'
import type { Status } from '../../runtime/thread/thread.ts'
import { UsageError } from '../../runtime/twelvefold-error.ts'
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
    if (globals.json) return tell(invocation, threads)
    const style = styleOf(io)
    const now = new Date().toISOString()
    const rows = await Promise.all(
      threads.map(async ({ threadId, agent, status, seq, labels, updatedAt }) => {
        const words = Object.entries(labels).map(([name, value]) => `${name}=${value}`)
        const name = await shortId(store, threadId)
        return [
          name,
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
      tableLines(['thread', 'agent', 'status', 'events', 'updated', 'labels'], rows, style),
    )
  })
}

function tell(
  { io, globals }: Invocation,
  threads: readonly ThreadSummary[],
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

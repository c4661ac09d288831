import type { BareTable } from './bare-table.ts'

/**
 * Group commit in its barest form: what was asked for in one turn of the event loop is one commit, and each asker
 * goes on after it. No conflicts, no savepoints, nobody else's lock.
 */
export function groupCommit(table: BareTable): (row: string) => Promise<void> {
  let rows: string[] = []
  let committed: Promise<void> | undefined
  return (row) => {
    rows.push(row)
    committed ??= new Promise((resolve) => {
      setImmediate(() => {
        const batch = rows
        rows = []
        committed = undefined
        table.commit(batch)
        resolve()
      })
    })
    return committed
  }
}

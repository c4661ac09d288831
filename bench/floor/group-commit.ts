import type { BareTable } from './bare-table.ts'

/**
 * Group commit in its barest form: what was asked for in one turn of the event loop is one commit, and each asker
 * goes on after it. `apart`: each row in a savepoint of its own, so that one that fails takes no other with it.
 */
export function groupCommit(table: BareTable, apart: boolean): (row: string) => Promise<void> {
  let rows: string[] = []
  let committed: Promise<void> | undefined
  return (row) => {
    rows.push(row)
    committed ??= new Promise((resolve) => {
      setImmediate(() => {
        const batch = rows
        rows = []
        committed = undefined
        table.commit(batch, apart)
        resolve()
      })
    })
    return committed
  }
}

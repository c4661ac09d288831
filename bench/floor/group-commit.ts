/**
 * Group commit in its barest form: what was asked for in one turn of the event loop is one commit, and each asker
 * goes on after it.
 */
export function groupCommit<Row>(commit: (rows: readonly Row[]) => void): (row: Row) => Promise<void> {
  let rows: Row[] = []
  let committed: Promise<void> | undefined
  return (row) => {
    rows.push(row)
    committed ??= new Promise((resolve) => {
      setImmediate(() => {
        const batch = rows
        rows = []
        committed = undefined
        commit(batch)
        resolve()
      })
    })
    return committed
  }
}

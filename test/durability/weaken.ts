// Loaded before a program (`node --import`): its SQLite connections lie about how they sync. Only to show that the
// trace tells the difference, which the pragma that the store reads back does not.
interface Connection {
  exec: (this: unknown, sql: string) => unknown
  prepare: (this: unknown, sql: string) => unknown
}

const level = process.env['WEAKENED_TO'] ?? 'OFF'

for (const name of ['libsql', 'node:sqlite']) {
  const driver = (await import(name).catch(() => ({}))) as Record<
    string,
    { prototype: Connection } | undefined
  >
  const connection = driver['DatabaseSync'] ?? driver['default']
  if (connection?.prototype) weaken(connection.prototype)
}

function weaken(prototype: Connection): void {
  const { exec, prepare } = prototype
  prototype.exec = function (sql) {
    return exec.call(this, sql.replace('synchronous = FULL', `synchronous = ${level}`))
  }
  prototype.prepare = function (sql) {
    return prepare.call(this, sql === 'PRAGMA synchronous' ? 'SELECT 2 AS synchronous' : sql)
  }
}

import type { Database, Statement } from './driver.ts'

/** Prepares each statement when it is first asked for, and once. */
export function preparedOnce(database: Database): (sql: string) => Statement {
  const prepared = new Map<string, Statement>()
  return (sql) => {
    const statement = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
}

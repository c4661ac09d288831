import { DriverMissing } from '../../twelvefold-error.ts'

/**
 * A prepared statement, as all drivers offer it. Rows must not be spread: some drivers add members. A null or a blob
 * must not be the only value: libsql takes it for named parameters, and a blob then ends the process.
 */
export interface Statement {
  run(...values: readonly SqlValue[]): {
    readonly changes: number | bigint
    readonly lastInsertRowid: number | bigint
  }
  get(...values: readonly SqlValue[]): unknown
  all(...values: readonly SqlValue[]): unknown[]
}

export type SqlValue = string | number | null | Uint8Array

/** The synchronous SQLite interface that better-sqlite3, libsql and node:sqlite share. */
export interface Database {
  exec(sql: string): unknown
  prepare(sql: string): Statement
  close(): void
}

export const driverNames = ['node:sqlite', 'libsql', 'better-sqlite3'] as const
export type DriverName = (typeof driverNames)[number]

export interface Driver {
  readonly name: DriverName
  readonly open: (path: string) => Database
}

/** The driver of that name, or the first that this Node and this installation offer. @throws DriverMissing */
export async function loadDriver(wanted?: DriverName): Promise<Driver> {
  for (const name of wanted ? [wanted] : driverNames) {
    const open = await (name === 'node:sqlite' ? loadBuiltIn() : loadPackage(name))
    if (open) return { name, open }
  }
  throw new DriverMissing(wanted ? `the SQLite driver ${wanted} is not there` : 'no SQLite driver is there', {
    hint:
      wanted && wanted !== 'node:sqlite'
        ? `npm install ${wanted}`
        : 'npm install libsql, or use Node 22.13 or later, which brings one',
  })
}

async function loadBuiltIn(): Promise<Driver['open'] | undefined> {
  // From 22.13 on it needs no flag; asking an older Node for it would print a warning or fail.
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 22 || (major === 22 && minor < 13)) return undefined
  const name = 'node:sqlite'
  const { DatabaseSync } = (await import(name)) as { DatabaseSync: new (path: string) => Database }
  return (path) => new DatabaseSync(path)
}

async function loadPackage(name: 'libsql' | 'better-sqlite3'): Promise<Driver['open'] | undefined> {
  try {
    const { default: Opened } = (await import(name)) as { default: new (path: string) => Database }
    return (path) => new Opened(path)
  } catch (cause) {
    if ((cause as { code?: string }).code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw new DriverMissing(`the SQLite driver ${name} cannot be loaded`, {
      hint: `npm rebuild ${name}, or npm install libsql`,
      cause,
    })
  }
}

/** Whether a statement failed because another connection holds the lock: the one failure that waiting mends. */
export function isBusy(thrown: unknown): boolean {
  const { code, errcode } = (thrown ?? {}) as { code?: string; errcode?: number }
  return Boolean(code?.startsWith('SQLITE_BUSY')) || (typeof errcode === 'number' && (errcode & 0xff) === 5)
}

/** Whether an error comes from SQLite itself, whichever driver handed it on. */
export function isDriverError(thrown: unknown): thrown is Error {
  const { code } = (thrown ?? {}) as { code?: unknown }
  return thrown instanceof Error && typeof code === 'string' && /^(ERR_)?SQLITE_/.test(code)
}

import { sqliteStore, type DriverName } from 'twelvefold/store/sqlite'
import type { BareDatabase } from '../floor/bare-table.ts'

const NAMES = ['OFF', 'NORMAL', 'FULL', 'EXTRA']

/**
 * The setting as the store's own connection says it. The setting belongs to a connection and a second one knows
 * nothing of it, so the driver is watched while the store is opened.
 */
export async function readSynchronous(path: string, driver: DriverName): Promise<string> {
  const name: string = driver
  const module = (await import(name)) as Record<'default' | 'DatabaseSync', { prototype: BareDatabase }>
  const { prototype } = driver === 'node:sqlite' ? module.DatabaseSync : module.default
  const original = Object.getOwnPropertyDescriptor(prototype, 'exec')!
  const exec = original.value as (this: BareDatabase, sql: string) => unknown
  const connections: BareDatabase[] = []
  prototype.exec = function (this: BareDatabase, sql) {
    connections.push(this)
    return exec.call(this, sql)
  }
  try {
    const store = await sqliteStore({ path, driver })
    const { synchronous } = connections[0]!.prepare('PRAGMA synchronous').get() as { synchronous: number }
    await store.close()
    return NAMES[synchronous]!
  } finally {
    Object.defineProperty(prototype, 'exec', original)
  }
}

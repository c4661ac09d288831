import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withTemporaryFolder } from '../../../../test/temporary-folder.ts'
import { firstBroken } from '../hash-chain.ts'
import { append, launched, message, storeCases } from '../store.contract.ts'
import type { DriverName } from './driver.ts'
import { loadDriver } from './driver.ts'
import { sqliteStore, type SqliteStore } from './sqlite-store.ts'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const hasBuiltIn = major > 22 || (major === 22 && minor >= 13)
/** The built-in driver is tested where Node has it: the second lane of `npm test` is such a Node. */
const drivers: readonly DriverName[] = hasBuiltIn ? ['libsql', 'node:sqlite'] : ['libsql']

async function withStore<T>(
  driver: DriverName,
  use: (store: SqliteStore, path: string) => Promise<T>,
): Promise<T> {
  return withTemporaryFolder(async (folder) => {
    const path = join(folder, 'a folder', 'store.db')
    const store = await sqliteStore({ path, driver })
    try {
      return await use(store, path)
    } finally {
      await store.close()
    }
  })
}

const cases = drivers.flatMap((driver) =>
  Object.entries(storeCases).map(([name, run]) => ({ driver, name, run })),
)

test.each(cases)('$driver: $name', async ({ driver, run }) => {
  await withStore(driver, run)
})

test.each(drivers)('%s: two connections see each other, and conflict as two processes would', (driver) =>
  withStore(driver, async (store, path) => {
    const other = await sqliteStore({ path, driver })
    await append(store, 't1', [launched()])
    expect((await other.read('t1')).length).toBe(1)
    const results = await Promise.all([
      append(store, 't1', [message('a')], { expectedSeq: 1 }),
      append(other, 't1', [message('b')], { expectedSeq: 1 }),
    ])
    expect(results.filter(({ ok }) => ok).length).toBe(1)
    await append(other, 't1', [message('c')])
    await append(store, 't1', [message('d')])
    expect((await store.read('t1')).length).toBe(4)
    await other.close()
  }),
)

test.each(drivers)('%s: a writer waits for a lock without stopping the event loop', (driver) =>
  withStore(driver, async (store, path) => {
    const { open } = await loadDriver(driver)
    const holder = open(path)
    holder.exec('BEGIN IMMEDIATE')
    const pending = append(store, 't1', [launched()])
    const turns = await new Promise<number>((resolve) => {
      let count = 0
      const turn = (): void => void (++count === 200 ? resolve(count) : setImmediate(turn))
      turn()
    })
    expect(turns).toBe(200)
    holder.exec('COMMIT')
    holder.close()
    expect((await pending).ok).toBe(true)
  }),
)

test.each(drivers)('%s: an append that fails inside leaves the others of its turn alone', (driver) =>
  withStore(driver, async (store) => {
    await append(store, 'a', [launched()])
    const broken = { seq: 2, type: 'message_received', v: 1, at: 'never', data: {} }
    const results = await Promise.allSettled([
      store.append('a', { expectedSeq: 1, events: [broken as never], index: { status: 'running' } }),
      append(store, 'b', [launched()]),
      append(store, 'c', [launched()]),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
    expect((await store.read('a')).length).toBe(1)
    expect((await append(store, 'a', [message('x')])).ok).toBe(true)
  }),
)

test.each(drivers)('%s: of many appends of one turn the one that is stale fails, and no other', (driver) =>
  withStore(driver, async (store, path) => {
    const ids = Array.from({ length: 60 }, (_, i) => `t${i}`)
    await Promise.all(ids.map((id) => append(store, id, [launched()])))
    const other = await sqliteStore({ path, driver })
    await append(other, 't7', [message('first')])
    await other.close()
    const results = await Promise.all(ids.map((id) => append(store, id, [message('x')], { expectedSeq: 1 })))
    expect(results.filter(({ ok }) => !ok)).toEqual([{ ok: false, conflict: 'stale', seq: 2 }])
    expect(results[7]?.ok).toBe(false)
    // Twice on one thread in one turn: one of the two.
    const same = ['t1', 't2', 't1'].map((id) => append(store, id, [message('y')], { expectedSeq: 2 }))
    expect((await Promise.all(same)).map(({ ok }) => ok)).toEqual([true, true, false])
    for (const id of ids) expect(firstBroken(await store.readStored(id))).toBe(undefined)
  }),
)

test.each(drivers)(
  '%s: a text that was changed to no UTF-8 is named by the chain, and ends no process',
  (driver) =>
    withStore(driver, async (store, path) => {
      await append(store, 't1', [launched(), message('a'), message('b')])
      const { open } = await loadDriver(driver)
      const tamperer = open(path)
      tamperer.exec("UPDATE events SET data = CAST(x'7bff7d' AS TEXT) WHERE seq = 2")
      tamperer.close()
      expect(firstBroken(await store.readStored('t1'))).toBe(2)
      await expect(store.read('t1')).rejects.toMatchObject({ code: 'store_unusable' })
    }),
)

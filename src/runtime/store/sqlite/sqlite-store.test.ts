import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withTemporaryFolder } from '../../../../test/temporary-folder.ts'
import type { Event } from '../../thread/event.ts'
import { fold } from '../../thread/reduce.ts'
import { snapshotOf } from '../../thread/snapshot.ts'
import { indexOf } from '../../thread/thread-index.ts'
import { firstBroken } from '../hash-chain.ts'
import { loadCases } from '../load.contract.ts'
import { append, AT, launched, message, storeCases } from '../store.contract.ts'
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
  Object.entries({ ...storeCases, ...loadCases }).map(([name, run]) => ({ driver, name, run })),
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

const TAMPERED = {
  'its own hash': "UPDATE snapshots SET hash = x'00'",
  'the seq beside it': 'UPDATE snapshots SET seq = 1',
  'its text': "UPDATE snapshots SET data = '{'",
  'its text to no UTF-8': "UPDATE snapshots SET data = CAST(x'7bff7d' AS TEXT)",
  'the event that it names': "UPDATE events SET hash = x'00' WHERE seq = 2",
}

test.each(drivers.flatMap((driver) => Object.entries(TAMPERED).map((one) => [driver, ...one] as const)))(
  '%s: a snapshot is not used where somebody changed %s',
  (driver, _, change) =>
    withStore(driver, async (store, path) => {
      const events = [launched(), message('a')].map((event, i): Event => ({
        ...event,
        seq: i + 1,
        v: 1,
        at: AT,
      }))
      const thread = fold('t1', events)
      await store.append('t1', {
        expectedSeq: 0,
        events,
        index: indexOf(thread),
        snapshot: snapshotOf(thread)!,
      })
      expect((await store.load('t1')).snapshot?.seq).toBe(2)
      const { open } = await loadDriver(driver)
      const tamperer = open(path)
      tamperer.exec(change)
      tamperer.close()
      const { snapshot, blocks } = await store.load('t1')
      expect(snapshot).toBeUndefined()
      expect(blocks.flatMap(({ read }) => [...read()])).toEqual(events)
    }),
)

test.each(drivers)('%s: in a long thread a damaged event is named when its block is read', (driver) =>
  withStore(driver, async (store, path) => {
    await append(store, 't1', [launched(), ...Array.from({ length: 600 }, (_, i) => message(`${i}`))])
    const { open } = await loadDriver(driver)
    const tamperer = open(path)
    const changed = async (change: string): Promise<unknown> => {
      tamperer.exec(change)
      try {
        const { blocks } = await store.load('t1')
        expect(blocks[1]!.read().length).toBe(250)
        return blocks[2]!.read()
      } catch (thrown) {
        return (thrown as Error).message
      }
    }
    expect(await changed("UPDATE events SET data = '{}' || char(10) || '{}' WHERE seq = 400")).toMatch(
      'after event 251 was changed',
    )
    expect(await changed("UPDATE events SET data = '{' WHERE seq = 400")).toMatch(
      'event 400 (message_received)',
    )
    expect(
      await changed("UPDATE events SET data = '{}', type = 'a' || char(10) || 'b' WHERE seq = 400"),
    ).toMatch('event 401 was changed')
    expect(await changed("UPDATE events SET type = 'message_received', at = 9e15 WHERE seq = 400")).toMatch(
      'event 400 was changed',
    )
    expect(await changed('DELETE FROM events WHERE seq = 400')).toMatch('after event 251 is missing')
    tamperer.close()
  }),
)

test.each(drivers)('%s: appends that follow each other leave the event loop its rounds', (driver) =>
  withStore(driver, async (store) => {
    await append(store, 't1', [launched()])
    let rounds = 0
    const count = (): void => void (++rounds < 3 && setImmediate(count))
    setImmediate(count)
    // Far more than there is time for between two rounds.
    for (let seq = 1; rounds < 3 && seq < 3_000; seq++) {
      const event: Event = { ...message(`${seq}`), seq: seq + 1, v: 1, at: AT }
      await store.append('t1', { expectedSeq: seq, events: [event], index: { status: 'running' } })
    }
    expect(rounds).toBe(3)
  }),
)

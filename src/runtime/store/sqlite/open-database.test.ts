import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withTemporaryFolder } from '../../../../test/temporary-folder.ts'
import { firstBroken } from '../hash-chain.ts'
import { append, message } from '../store.contract.ts'
import { loadDriver, type Database } from './driver.ts'
import { migrations } from './migrations.ts'
import { openDatabase } from './open-database.ts'
import { sqliteStore } from './sqlite-store.ts'

const snapshots = new URL('../../../../test/schemas/', import.meta.url)

async function withFile(use: (path: string, database: Database) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.db')
    const database = (await loadDriver()).open(path)
    try {
      await use(path, database)
    } finally {
      database.close()
    }
  })
}

test('there is a snapshot of every schema version', async () => {
  const files = await readdir(snapshots)
  expect(files.toSorted()).toEqual(migrations.map((_, i) => `v${i + 1}.sql`).toSorted())
})

test.each(migrations.map((_, i) => i + 1))(
  'a store of schema version %i is opened, brought up to date and appended to',
  (version) =>
    withFile(async (path, database) => {
      database.exec(await readFile(new URL(`v${version}.sql`, snapshots), 'utf8'))
      const store = await sqliteStore({ path })
      const [thread] = await store.list()
      expect((await append(store, thread!.threadId, [message('from newer code')])).ok).toBe(true)
      expect(firstBroken(await store.readStored(thread!.threadId))).toBeUndefined()
      expect((await store.list())[0]).toMatchObject({ threadId: thread!.threadId, seq: thread!.seq + 1 })
      expect(database.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: migrations.length })
      await store.close()
    }),
)

test('a fresh store has the schema that the newest snapshot has', () =>
  withFile(async (path, database) => {
    const fresh = await openDatabase(path)
    const made = fresh.database.prepare('SELECT sql FROM sqlite_master WHERE sql IS NOT NULL').all()
    fresh.database.close()
    const snapshot = await readFile(new URL(`v${migrations.length}.sql`, snapshots), 'utf8')
    const squeeze = (sql: string): string => sql.replace(/\s+/g, '')
    for (const { sql } of made as { sql: string }[]) expect(squeeze(snapshot)).toContain(squeeze(sql))
    expect(database).toBeDefined()
  }))

test('a store of a newer schema is refused with what to do', () =>
  withFile(async (path, database) => {
    await (await sqliteStore({ path })).close()
    database.exec(`PRAGMA user_version = ${migrations.length + 1}`)
    await expect(sqliteStore({ path })).rejects.toMatchObject({
      code: 'schema_too_new',
      hint: expect.stringContaining('npm install') as string,
    })
  }))

test('the SQLite file of another program is refused, and left as it was', () =>
  withFile(async (path, database) => {
    database.exec('CREATE TABLE cakes (name TEXT)')
    await expect(sqliteStore({ path })).rejects.toMatchObject({ code: 'store_unusable' })
    const tables = database.prepare('SELECT name FROM sqlite_master').all() as { name: string }[]
    expect(tables.map(({ name }) => name)).toEqual(['cakes'])
  }))

test('a file that is no SQLite file is refused, and left as it was', () =>
  withTemporaryFolder(async (folder) => {
    const path = join(folder, 'notes.txt')
    const text = 'my notes\n'.repeat(200)
    await writeFile(path, text)
    await expect(sqliteStore({ path })).rejects.toMatchObject({ code: 'store_unusable' })
    expect(await readFile(path, 'utf8')).toBe(text)
  }))

test('every connection is set to sync each commit, whatever another program left behind', () =>
  withFile(async (path, database) => {
    database.exec('PRAGMA journal_mode = DELETE')
    database.exec('PRAGMA synchronous = OFF')
    const { database: ours } = await openDatabase(path)
    expect(ours.prepare('PRAGMA synchronous').get()).toMatchObject({ synchronous: 2 })
    expect(ours.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'wal' })
    expect(ours.prepare('PRAGMA busy_timeout').get()).toMatchObject({ timeout: 0 })
    ours.close()
  }))

test.each(['/proc/none/store.db', '/dev/null/store.db'])(
  'a folder that cannot be made is refused: %s',
  async (path) => {
    await expect(sqliteStore({ path })).rejects.toMatchObject({ code: 'store_unusable' })
  },
)

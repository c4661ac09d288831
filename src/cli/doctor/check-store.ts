import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { loadDriver } from '../../runtime/store/sqlite/driver.ts'
import { migrations } from '../../runtime/store/sqlite/migrations.ts'
import { sqliteStore } from '../../runtime/store/sqlite/sqlite-store.ts'
import { failedCheck, type Check } from './check.ts'

/** The driver; and the store: openable, writable, of our schema, synced. A missing one is not made. */
export async function checkStore(path: string): Promise<Check[]> {
  const driver = await checkDriver()
  if (driver.state === 'failed') return [driver]
  return [driver, await (existsSync(path) ? checkFile(path) : checkPlace(path))]
}

async function checkDriver(): Promise<Check> {
  try {
    const { name } = await loadDriver()
    return { name: 'driver', state: 'ok', message: name }
  } catch (thrown) {
    return failedCheck('driver', thrown)
  }
}

/** Opening refuses another schema, and a connection that does not sync every commit. */
async function checkFile(path: string): Promise<Check> {
  try {
    accessSync(path, constants.W_OK)
    const store = await sqliteStore({ path })
    await store.list({ limit: 1 })
    await store.close()
    const message = `${path}, schema ${migrations.length}, synchronous FULL`
    return { name: 'store', state: 'ok', message }
  } catch (thrown) {
    return failedCheck('store', thrown)
  }
}

function checkPlace(path: string): Check {
  let folder = dirname(path)
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
  try {
    accessSync(folder, constants.W_OK)
    return { name: 'store', state: 'ok', message: `${path}, made by the first run` }
  } catch (thrown) {
    return failedCheck('store', thrown)
  }
}

export { sqliteStore, type SqliteStore, type SqliteStoreOptions } from './sqlite-store.ts'
export { driverNames, type DriverName } from './driver.ts'

import { readFileSync } from 'node:fs'

const HEADER = 32
const FRAME_HEADER = 24

/**
 * The commits that lie in the write-ahead log of a SQLite file: frames that say how large the database is then. It
 * counts from outside what the store does, as long as no checkpoint has begun the log anew.
 */
export function commitsInLog(path: string): number {
  const log = readFileSync(`${path}-wal`)
  const frame = FRAME_HEADER + log.readUInt32BE(8)
  const salt = log.subarray(16, 24)
  let commits = 0
  for (let at = HEADER; at + frame <= log.length; at += frame) {
    // Frames of an earlier turn of the log carry another salt.
    if (!log.subarray(at + 8, at + 16).equals(salt)) break
    if (log.readUInt32BE(at + 4) > 0) commits++
  }
  return commits
}

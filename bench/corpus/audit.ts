import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { repository } from '../processes/compile.ts'
import type { AuditJson } from './audit-json.ts'

const MOST_OUTPUT = 256 * 1024 * 1024

/** Audits a folder as a user does: the command line in a process of its own, which ends well whatever it found. */
export async function audit(folder: string): Promise<AuditJson> {
  const commandLine = join(repository, 'dist', 'cli', 'main.js')
  const output = await new Promise<string>((resolve, reject) => {
    execFile(
      process.execPath,
      [commandLine, 'audit', folder, '--format', 'json'],
      { maxBuffer: MOST_OUTPUT },
      (error, stdout, stderr) => {
        if (error && !stdout) reject(new Error(`the audit of ${folder} failed: ${stderr}`, { cause: error }))
        else resolve(stdout)
      },
    )
  })
  const json: unknown = JSON.parse(output)
  return json as AuditJson
}

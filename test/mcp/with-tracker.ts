import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mcpServer } from '../../src/runtime/mcp/mcp-server.ts'
import type { McpServerDefinition } from '../../src/runtime/mcp/server-definition.ts'
import type { Toolset } from '../../src/runtime/tools/toolset.ts'
import { withTemporaryFolder } from '../temporary-folder.ts'

export type Way = 'stdio' | 'http'

export interface Tracker {
  readonly make: (more?: Partial<McpServerDefinition>) => Toolset
  /** What the server did. */
  readonly ledger: () => string[]
  /** Resolves when the server has done that. */
  readonly did: (line: string) => Promise<void>
}

const script = fileURLToPath(new URL('server.mjs', import.meta.url))
const secrets = ['TRACKER_TOKEN']

/** The server, spoken to over its standard input, or running on loopback; it is gone afterwards. */
export async function withTracker(way: Way, use: (tracker: Tracker) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, 'ledger')
    const ledger = (): string[] =>
      existsSync(path)
        ? readFileSync(path, 'utf8')
            .split('\n')
            .filter((line) => line !== '')
        : []
    const did = async (line: string): Promise<void> => {
      while (!ledger().includes(line)) await new Promise(setImmediate)
    }
    const env = { LEDGER: path }
    if (way === 'stdio') {
      const base = { name: 'tracker', command: process.execPath, args: [script, 'stdio'], env, secrets }
      return use({ ledger, did, make: (more) => mcpServer({ ...base, ...more }) })
    }
    const child = spawn(process.execPath, [script, 'http'], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    try {
      const [port] = (await once(child.stdout, 'data')) as [Buffer]
      const url = `http://127.0.0.1:${port.toString().trim()}/mcp`
      const headers = ({ TRACKER_TOKEN = '' }: Record<string, string>) => ({
        authorization: `Bearer ${TRACKER_TOKEN}`,
      })
      const base = { name: 'tracker', url, headers, secrets }
      await use({ ledger, did, make: (more) => mcpServer({ ...base, ...more }) })
    } finally {
      const closed = once(child, 'close')
      child.kill('SIGKILL')
      await closed
    }
  })
}

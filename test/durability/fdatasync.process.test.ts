// A SIGKILL cannot show that an event was synced: the kernel keeps what a dead process wrote. A trace can.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { compileFolder, repository } from '../../bench/processes/compile.ts'
import type { Plan } from '../../bench/kill/plan.ts'
import { withTemporaryFolder } from '../temporary-folder.ts'
import { checkTrace, outputPathOf, traceNode, type Checked } from './trace.ts'

let carrier = ''
let weaken = ''

beforeAll(() => {
  carrier = join(compileFolder('bench/kill'), 'carrier.js')
  weaken = join(compileFolder('test/durability'), 'weaken.js')
})

/** Traces a whole life, with every type of event; each acknowledgement is a line of its own. */
function traceLife(weakenedTo?: string): Promise<Checked> {
  return withTemporaryFolder(async (folder) => {
    const plan: Plan = {
      variant: 'life',
      run: 'traced',
      storePath: join(folder, 'store.sqlite'),
      ledgerPath: join(folder, 'ledger'),
      clockStart: Date.parse('2026-01-02T03:04:05.000Z'),
      approver: 'both',
    }
    const before = weakenedTo ? ['--import', pathToFileURL(weaken).href] : []
    const { exitCode, trace } = await traceNode([...before, carrier, JSON.stringify(plan), repository], {
      folder,
      cwd: repository,
      env: { ...process.env, WEAKENED_TO: weakenedTo },
    })
    expect(exitCode).toBe(0)
    return checkTrace(trace, outputPathOf(folder), (written) => written.includes('acknowledged'))
  })
}

test('no acknowledgement of an append is written before the fdatasync that covers it', async () => {
  const { acknowledgements, syncs, early } = await traceLife()
  expect(early).toEqual([])
  expect(acknowledgements).toBeGreaterThan(50)
  expect(syncs).toBeGreaterThanOrEqual(acknowledgements / 2)
})

test.each(['OFF', 'NORMAL'])(
  'the trace tells a store that acknowledges before its fdatasync: %s',
  async (level) => {
    const { acknowledgements, early } = await traceLife(level)
    expect(acknowledgements).toBeGreaterThan(50)
    expect(early.length).toBeGreaterThan(acknowledgements / 2)
  },
)

test('run prints no step of a thread before the fdatasync that covers it', async () => {
  await withTemporaryFolder(async (folder) => {
    const workspace = join(folder, 'workspace')
    const made = spawnSync(process.execPath, [join(repository, 'scripts', 'make-workspace.mjs'), workspace])
    // No keys of models: this run follows the script.
    const env = { PATH: process.env['PATH'], HOME: folder }
    expect(made.status, String(made.stderr)).toBe(0)
    for (const mode of [[], ['--json']]) {
      const main = [
        join(repository, 'dist', 'cli', 'main.js'),
        '--store',
        join(folder, `store${mode.length}.sqlite`),
      ]
      const command = [
        'run',
        'deploybot',
        'deploy the newest tag to production',
        '--label',
        `workspace=${workspace}`,
      ]
      const { exitCode, trace, output } = await traceNode([...main, ...mode, ...command], {
        folder,
        cwd: repository,
        env,
      })
      // It waits for a person: that is where this run is meant to get to.
      expect(exitCode, output).toBe(4)
      const { acknowledgements, syncs, early } = checkTrace(trace, outputPathOf(folder), () => true)
      expect(early).toEqual([])
      expect(acknowledgements).toBeGreaterThan(0)
      expect(syncs).toBeGreaterThan(3)
    }
  })
})

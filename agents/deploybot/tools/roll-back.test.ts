import { appendFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { callTool, reconcileTool } from '../../../test/call-tool.ts'
import { makeWorkspace } from '../../../test/deploybot-workspace.ts'
import { withTemporaryFolder } from '../../../test/temporary-folder.ts'
import { deployBackend } from './deploy-backend.ts'
import { rollBack } from './roll-back.ts'

const input = { environment: 'production' }

test('it goes back one deploy at a time, and stops at the first', () =>
  withTemporaryFolder(async (workspace) => {
    makeWorkspace(workspace)
    const current = (): string => readlinkSync(join(workspace, 'targets/production/current'))
    await callTool(deployBackend, { workspace, input: { ...input, tag: 'v1.4.0' }, key: 'a.1' })
    expect(await callTool(rollBack, { workspace, input, key: 'a.2' })).toMatchObject({
      success: true,
      data: { tag: 'v1.3.2', previous: 'v1.4.0' },
    })
    expect(current()).toBe('releases/v1.3.2')
    expect(await callTool(rollBack, { workspace, input, key: 'a.3' })).toMatchObject({
      data: { tag: 'v1.3.1' },
    })
    expect(await callTool(rollBack, { workspace, input, key: 'a.4' })).toMatchObject({
      success: false,
      error: { code: 'nothing_before' },
    })
    expect(current()).toBe('releases/v1.3.1')
  }))

test('after a crash the log tells whether it happened', () =>
  withTemporaryFolder(async (workspace) => {
    makeWorkspace(workspace)
    const call = { workspace, input, key: 'a.1' }
    expect(await reconcileTool(rollBack, call)).toMatchObject({ error: { code: 'did_not_happen' } })
    // Logged, and cut off before the switch.
    const line = { key: 'a.1', kind: 'roll_back', tag: 'v1.3.1', previous: 'v1.3.2' }
    appendFileSync(join(workspace, 'targets/production/history.jsonl'), `${JSON.stringify(line)}\n`)
    expect(await reconcileTool(rollBack, call)).toMatchObject({ error: { code: 'did_not_happen' } })
    const done = await callTool(rollBack, { ...call, key: 'a.2' })
    expect(await reconcileTool(rollBack, { ...call, key: 'a.2' })).toEqual(done)
    // Also when others deployed since.
    await callTool(deployBackend, { workspace, input: { ...input, tag: 'v1.4.0' }, key: 'b.1' })
    expect(await reconcileTool(rollBack, { ...call, key: 'a.2' })).toEqual(done)
  }))

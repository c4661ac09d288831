import { existsSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { callTool } from '../../../test/call-tool.ts'
import { makeWorkspace } from '../../../test/deploybot-workspace.ts'
import { withTemporaryFolder } from '../../../test/temporary-folder.ts'
import { deployBackend } from './deploy-backend.ts'

const toProduction = (tag: string): { input: object } => ({ input: { tag, environment: 'production' } })

test('a tag is checked out, made current, and logged', () =>
  withTemporaryFolder(async (workspace) => {
    makeWorkspace(workspace)
    const target = join(workspace, 'targets', 'production')
    expect(await callTool(deployBackend, { workspace, ...toProduction('v1.4.0') })).toMatchObject({
      success: true,
      data: { tag: 'v1.4.0', environment: 'production', previous: 'v1.3.2', changes: { length: 3 } },
      metadata: { summary: 'v1.4.0 is live in production' },
    })
    expect(readlinkSync(join(target, 'current'))).toBe('releases/v1.4.0')
    expect(readdirSync(join(target, 'current', 'src'))).toContain('payment.mjs')
    expect(existsSync(join(target, 'current', '.git'))).toBe(false)
    const history = readFileSync(join(target, 'history.jsonl'), 'utf8').trim().split('\n')
    expect(JSON.parse(history.at(-1)!)).toEqual({
      key: 'abcd.1',
      kind: 'deploy',
      tag: 'v1.4.0',
      previous: 'v1.3.2',
    })
  }))

test('a second run with the same key changes nothing and tells the same', () =>
  withTemporaryFolder(async (workspace) => {
    makeWorkspace(workspace)
    const log = join(workspace, 'targets', 'production', 'history.jsonl')
    const call = { workspace, ...toProduction('v1.4.0') }
    const first = await callTool(deployBackend, call)
    const history = readFileSync(log, 'utf8')
    expect(await callTool(deployBackend, call)).toEqual(first)
    expect(readFileSync(log, 'utf8')).toBe(history)
    expect(readdirSync(join(workspace, 'targets', 'production')).sort()).toEqual([
      'current',
      'history.jsonl',
      'releases',
    ])
  }))

test('the first deploy to an empty target has nothing before it', () =>
  withTemporaryFolder(async (workspace) => {
    makeWorkspace(workspace)
    rmSync(join(workspace, 'targets'), { recursive: true })
    expect(await callTool(deployBackend, { workspace, ...toProduction('v1.3.1') })).toMatchObject({
      success: true,
      data: { previous: null, changes: [] },
    })
  }))

test('an unknown tag and a cancelled call leave the target as it is', () =>
  withTemporaryFolder(async (workspace) => {
    makeWorkspace(workspace)
    expect(await callTool(deployBackend, { workspace, ...toProduction('v9') })).toMatchObject({
      success: false,
      error: { code: 'unknown_tag' },
    })
    const signal = AbortSignal.abort()
    expect(await callTool(deployBackend, { workspace, ...toProduction('v1.4.0'), signal })).toMatchObject({
      success: false,
    })
    expect(readlinkSync(join(workspace, 'targets/production/current'))).toBe('releases/v1.3.2')
  }))

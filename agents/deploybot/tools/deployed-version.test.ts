import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { callTool } from '../../../test/call-tool.ts'
import { makeWorkspace } from '../../../test/deploybot-workspace.ts'
import { withTemporaryFolder } from '../../../test/temporary-folder.ts'
import { deployedVersion } from './deployed-version.ts'

test('the current release of an environment, or that there is none', () =>
  withTemporaryFolder(async (workspace) => {
    makeWorkspace(workspace)
    const inProduction = { workspace, input: { environment: 'production' } }
    expect(await callTool(deployedVersion, inProduction)).toMatchObject({ data: { version: 'v1.3.2' } })
    rmSync(`${workspace}/targets`, { recursive: true })
    expect(await callTool(deployedVersion, inProduction)).toMatchObject({
      success: true,
      data: { version: null },
    })
  }))

test('an environment that does not exist is refused by the schema', async () => {
  await expect(callTool(deployedVersion, { input: { environment: '../..' } })).rejects.toThrow('environment')
})

import { expect, test } from 'vitest'
import { callTool } from '../../../test/call-tool.ts'
import { makeWorkspace } from '../../../test/deploybot-workspace.ts'
import { withTemporaryFolder } from '../../../test/temporary-folder.ts'
import { changesBetween } from './changes-between.ts'

test('the subjects of the commits in between, the newest first', () =>
  withTemporaryFolder(async (workspace) => {
    makeWorkspace(workspace)
    const changes = (from: string, to: string) => callTool(changesBetween, { workspace, input: { from, to } })
    expect(await changes('v1.3.2', 'v1.4.0')).toEqual({
      success: true,
      data: {
        changes: [
          'Log each order once, with its id',
          'Retry the payment provider when it is busy',
          'Let customers cancel an order until it ships',
        ],
      },
    })
    expect(await changes('v1.4.0', 'v1.3.2')).toMatchObject({ data: { changes: [] } })
    expect(await changes('v9', 'v1.4.0')).toMatchObject({ error: { code: 'unknown_tag' } })
  }))

test.each(['--output=/tmp/x', '-h', 'a/b', '../v1', 'v1 v2', ''])('%j is no tag', async (from) => {
  await expect(callTool(changesBetween, { input: { from, to: 'v1.4.0' } })).rejects.toThrow('from')
})

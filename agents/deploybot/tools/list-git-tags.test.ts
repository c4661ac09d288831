import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { callTool } from '../../../test/call-tool.ts'
import { makeWorkspace } from '../../../test/deploybot-workspace.ts'
import { withTemporaryFolder } from '../../../test/temporary-folder.ts'
import { listGitTags } from './list-git-tags.ts'

test('the newest version comes first', () =>
  withTemporaryFolder(async (workspace) => {
    makeWorkspace(workspace)
    expect(await callTool(listGitTags, { workspace })).toEqual({
      success: true,
      data: { tags: ['v1.4.0', 'v1.3.2', 'v1.3.1'] },
    })
  }))

test('a thread without a usable workspace is told which label to set', () =>
  withTemporaryFolder(async (folder) => {
    const none = await callTool(listGitTags)
    expect(none).toMatchObject({ success: false, error: { code: 'no_workspace' } })
    expect(JSON.stringify(none)).toContain('--label workspace=FOLDER')
    expect(await callTool(listGitTags, { workspace: 'relative' })).toMatchObject({
      error: { code: 'no_workspace' },
    })
    expect(await callTool(listGitTags, { workspace: join(folder, 'nowhere') })).toMatchObject({
      error: { code: 'no_repository' },
    })
  }))

test('what git refuses is a failed response, in its words', () =>
  withTemporaryFolder(async (workspace) => {
    const repository = makeWorkspace(workspace)
    rmSync(join(repository, '.git'), { recursive: true })
    writeFileSync(join(repository, '.git'), 'gitdir: /nowhere\n')
    expect(await callTool(listGitTags, { workspace })).toMatchObject({
      success: false,
      error: { code: 'git_failed', message: expect.stringContaining('not a git repository') as string },
    })
  }))

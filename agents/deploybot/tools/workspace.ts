// Where deploybot works: <workspace>/repository is a git repository, <workspace>/targets/<environment> a place to
// deploy to.
import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { failed, makeError, type Labels, type ToolResponse } from 'twelvefold'
import { GitFailed, repositoryIn, type Repository } from './repository.ts'
import { targetIn, type Target } from './target.ts'

interface Workspace {
  readonly repository: Repository
  readonly target: (environment: string) => Target
}

/** Hands the thread's workspace to a tool; what is wrong with it, or what git refuses, is the tool's failed response. */
export async function inWorkspace<Response extends ToolResponse>(
  { labels, signal }: { readonly labels: Labels; readonly signal: AbortSignal },
  use: (workspace: Workspace) => Promise<Response>,
): Promise<Response | ReturnType<typeof failed>> {
  const folder = labels['workspace']
  if (folder === undefined) {
    const hint = 'start the thread with --label workspace=FOLDER'
    return failed(makeError('no_workspace', 'the thread has no label "workspace"', hint))
  }
  if (!isAbsolute(folder)) {
    // Tomorrow another process may carry the thread on, from another folder.
    return failed(makeError('no_workspace', `the label "workspace" is no absolute path: ${folder}`))
  }
  const repository = join(folder, 'repository')
  if (!existsSync(repository)) {
    return failed(
      makeError('no_repository', `there is no folder ${repository}`, 'it holds the git repository'),
    )
  }
  try {
    return await use({
      repository: repositoryIn(repository, signal),
      target: (environment) => targetIn(join(folder, 'targets', environment)),
    })
  } catch (thrown) {
    if (thrown instanceof GitFailed) return failed(makeError('git_failed', thrown.message))
    throw thrown
  }
}

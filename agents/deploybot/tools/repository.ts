import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Most subjects of commits that a model is shown. */
const MAX_CHANGES = 50

export interface Repository {
  /** Tags by version, the newest first. */
  tags(): Promise<string[]>
  has(tag: string): Promise<boolean>
  /** Subjects of the commits that `to` has and `from` has not, the newest first. */
  changes(from: string, to: string): Promise<string[]>
  /** Writes the files of a tag into a folder that does not exist yet. */
  checkOut(tag: string, folder: string): Promise<void>
}

export class GitFailed extends Error {}

export function repositoryIn(folder: string, signal: AbortSignal): Repository {
  const git = (...args: readonly string[]): Promise<string> => run(['-C', folder, ...args], signal)
  return {
    tags: async () => lines(await git('tag', '--list', '--sort=-version:refname')),
    async has(tag) {
      return (await git('for-each-ref', `refs/tags/${tag}`)) !== ''
    },
    async changes(from, to) {
      const range = `refs/tags/${from}..refs/tags/${to}`
      return lines(await git('log', `--max-count=${MAX_CHANGES}`, '--format=%s', range, '--'))
    },
    async checkOut(tag, target) {
      const commit = (
        await git('rev-parse', '--verify', '--end-of-options', `refs/tags/${tag}^{commit}`)
      ).trim()
      await run(
        ['clone', '--quiet', '--shared', '--no-checkout', '--template=', '--', folder, target],
        signal,
      )
      await run(['-C', target, 'checkout', '--quiet', '--detach', commit], signal)
      await rm(join(target, '.git'), { recursive: true, force: true })
    },
  }
}

/** No shell: an argument is one argument, whatever is in it. */
function run(args: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { signal, maxBuffer: 10_000_000 }
    execFile('git', [...args], options, (error, stdout, stderr) => {
      if (!error) return resolve(stdout)
      const reason = lines(stderr).find((line) => /^(fatal|error):/.test(line)) ?? error.message
      reject(new GitFailed(reason, { cause: error }))
    })
  })
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}

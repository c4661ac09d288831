import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { tell } from '../figures/report.ts'
import { repository } from '../processes/compile.ts'
import type { Label } from './label.ts'

/** The folder that is audited for a label: what was checked out under its name, or that repository's part. */
export function sourceFolder(name: string, label: Label, sources: string | undefined): string {
  const checkout = sources ? join(sources, name) : fetched(name, label)
  if (!existsSync(checkout)) throw new Error(`there are no sources for ${name}: ${checkout} does not exist`)
  const part = join(checkout, label.root)
  return existsSync(part) ? part : checkout
}

/** Without a folder of sources: the snapshot from GitHub, once. It lies where nothing is committed. */
function fetched(name: string, { repo, commit }: Label): string {
  const checkout = join(repository, '.twelvefold', 'corpus', name)
  if (existsSync(checkout)) return checkout
  tell(`fetching ${repo} at ${commit.slice(0, 10)}`)
  const unfinished = `${checkout}.${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  try {
    const git = (...words: string[]): Buffer =>
      execFileSync('git', ['-C', unfinished, ...words], { stdio: ['ignore', 'ignore', 'pipe'] })
    git('init', '--quiet')
    git('fetch', '--quiet', '--depth', '1', `https://github.com/${repo}.git`, commit)
    git('checkout', '--quiet', 'FETCH_HEAD')
    renameSync(unfinished, checkout)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new Error(`${repo} could not be fetched: pass --sources DIR, with a folder ${name} in it`, {
      cause: error,
    })
  }
  return checkout
}

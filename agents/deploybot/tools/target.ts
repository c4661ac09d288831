import { existsSync } from 'node:fs'
import { appendFile, mkdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** One line of `history.jsonl`, written before the switch that it tells of. */
export interface Deployment {
  /** The idempotency key of the call that did it. */
  readonly key: string
  readonly kind: 'deploy' | 'roll_back'
  readonly tag: string
  readonly previous: string | null
}

/** A place to deploy to: `releases/<tag>/`, a link `current` to one of them, and the log of what was switched. */
export interface Target {
  /** The tag that is live. */
  current(): Promise<string | null>
  history(): Promise<Deployment[]>
  /** Makes `releases/<tag>` whole, or leaves it as it is where it is there. */
  addRelease(tag: string, write: (folder: string) => Promise<void>): Promise<void>
  /** Logs the deployment once per key, and makes its tag the current one at a stroke. */
  switchTo(deployment: Deployment): Promise<void>
}

export function targetIn(folder: string): Target {
  const [link, log, releases] = ['current', 'history.jsonl', 'releases'].map((name) =>
    join(folder, name),
  ) as [string, string, string]
  const history = async (): Promise<Deployment[]> => {
    const text = await readFile(log, 'utf8').catch(missingAs(''))
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Deployment]))
  }
  return {
    history,
    async current() {
      const release = await readlink(link).catch(missingAs(null))
      return release === null ? null : basename(release)
    },
    async addRelease(tag, write) {
      const release = join(releases, tag)
      if (existsSync(release)) return
      // Written beside its place: a release folder is there as a whole, or not at all.
      const draft = join(releases, `.${tag}-${process.pid}`)
      await mkdir(releases, { recursive: true })
      await rm(draft, { recursive: true, force: true })
      await write(draft)
      await rename(draft, release)
    },
    async switchTo(deployment) {
      const isLogged = (await history()).some(({ key }) => key === deployment.key)
      await mkdir(folder, { recursive: true })
      if (!isLogged) await appendFile(log, `${JSON.stringify(deployment)}\n`)
      const fresh = join(folder, `.current-${process.pid}`)
      await rm(fresh, { force: true })
      await symlink(join('releases', deployment.tag), fresh)
      await rename(fresh, link)
    },
  }
}

function missingAs<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return value
    throw error
  }
}

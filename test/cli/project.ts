import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withTemporaryFolder } from '../temporary-folder.ts'
import { makeWorkspace } from '../deploybot-workspace.ts'

export const repository = fileURLToPath(new URL('../../', import.meta.url))
const main = join(repository, 'dist', 'cli', 'main.js')

export interface Finished {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A folder as a user has one, and the command line run in it as a process of its own. */
export interface Project {
  readonly folder: string
  /** Where deploybot works. */
  readonly workspace: string
  readonly write: (path: string, text: string) => void
  readonly twelvefold: (...args: readonly string[]) => Promise<Finished>
  /** With other environment variables. */
  readonly with: (env: Readonly<Record<string, string>>, ...args: readonly string[]) => Promise<Finished>
  readonly start: (...args: readonly string[]) => Running
  /** Runs deploybot, and resolves to the id of its thread. */
  readonly deploy: (text?: string) => Promise<string>
}

export interface Running {
  readonly child: ChildProcess
  /** What it has printed so far. */
  readonly out: () => string
  readonly finished: Promise<Finished>
}

/** With the repository's agents and prompts, unless the test brings its own. */
export function withProject<T>(
  use: (project: Project) => Promise<T>,
  { own = false }: { readonly own?: boolean } = {},
): Promise<T> {
  return withTemporaryFolder(async (folder) => {
    const workspace = join(folder, 'workspace')
    // A project has zod installed, and no provider; agents that are links lie in the repository, which has both.
    if (own) {
      mkdirSync(join(folder, 'node_modules'))
      symlinkSync(join(repository, 'node_modules/zod'), join(folder, 'node_modules/zod'))
      // As the README says: the texts in which the engine speaks are the project's own.
      const texts = join('prompts', 'twelvefold')
      cpSync(join(repository, texts), join(folder, texts), { recursive: true })
    } else {
      symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'))
      makeWorkspace(workspace)
      for (const name of ['agents', 'prompts']) symlinkSync(join(repository, name), join(folder, name))
    }
    return use(projectIn(folder, workspace))
  })
}

function projectIn(folder: string, workspace: string): Project {
  const start = (env: Readonly<Record<string, string>>, args: readonly string[]): Running =>
    run(folder, env, args)
  return {
    folder,
    workspace,
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    },
    twelvefold: (...args) => start({}, args).finished,
    with: (env, ...args) => start(env, args).finished,
    start: (...args) => start({}, args),
    async deploy(text = 'deploy the newest tag to production') {
      const label = `workspace=${workspace}`
      const { out } = await start({}, ['run', 'deploybot', text, '--label', label, '--json']).finished
      return (JSON.parse(out) as { threadId: string }).threadId
    },
  }
}

/** The zone in which it is noon: a deadline of two hours is today's at whatever hour the tests run. */
const NOON = `Etc/GMT${new Date().getUTCHours() - 12 < 0 ? '' : '+'}${new Date().getUTCHours() - 12}`

function run(folder: string, env: Readonly<Record<string, string>>, args: readonly string[]): Running {
  // Nothing of the machine's environment but the way to programs: no key is found by chance.
  const clean = { PATH: process.env['PATH'] ?? '', HOME: folder, USER: 'ada', TZ: NOON }
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, env: { ...clean, ...env } })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
  return { child, out: () => out, finished }
}

/** A transcript without what differs from run to run. */
export function steady(text: string): string {
  return text
    .replace(/(?<=thread |approve |reject {2}|reply |show |resume )[0-9a-z]{4,12}(?=[\s.])/g, 'ABCD')
    .replace(/\b\d+ ms/g, 'N ms')
    .replace(/ +N ms/g, '  N ms')
    .replace(/\b\d\d:\d\d(:\d\d)?\b/g, 'HH:MM')
    .replace(/[\d,]+ tokens in, [\d,]+ out/, 'N tokens in, N out')
    .replace(/by \S+ at the terminal/g, 'by PERSON at the terminal')
}

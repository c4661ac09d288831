import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'

export interface Traced {
  readonly exitCode: number | null
  /** The system calls, in the order in which they began and ended. */
  readonly trace: string
  /** What the process wrote to its standard output. */
  readonly output: string
}

const CALLS = 'trace=write,writev,pwrite64,pwritev,fdatasync,fsync'

/** Runs Node with its standard output in a file, whose path then marks each write to it. @throws where strace is missing */
export async function traceNode(
  args: readonly string[],
  { folder, cwd, env }: { readonly folder: string; readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Traced> {
  const tracePath = `${folder}/trace`
  const outputPath = outputPathOf(folder)
  const output = openSync(outputPath, 'w')
  try {
    const strace = ['-f', '-y', '-qq', '-s', '80', '-e', CALLS, '-e', 'signal=none', '-o', tracePath]
    const traced = spawn('strace', [...strace, process.execPath, ...args], {
      cwd,
      env: env ?? process.env,
      stdio: ['ignore', output, 'pipe'],
    })
    const [stderr, [exitCode]] = await Promise.all([
      text(traced.stderr!),
      once(traced, 'close') as Promise<[number | null]>,
    ])
    const trace = readFileSync(tracePath, 'utf8')
    if (trace === '') throw new Error(`strace saw nothing: ${stderr}`)
    return { exitCode, trace, output: readFileSync(outputPath, 'utf8') }
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'ENOENT') throw cause
    throw new Error('strace is missing, and without it durability is not shown: apt-get install strace', {
      cause,
    })
  } finally {
    closeSync(output)
  }
}

export const outputPathOf = (folder: string): string => `${folder}/output`

export interface Checked {
  readonly acknowledgements: number
  readonly syncs: number
  /** Acknowledgements that were written while the write-ahead log held bytes that no sync had covered. */
  readonly early: readonly string[]
}

/**
 * Follows the write-ahead log through a trace: it is dirty from the start of a write to it until a sync that began
 * later has ended. `isAcknowledgement` is asked about each write to standard output.
 */
export function checkTrace(
  trace: string,
  outputPath: string,
  isAcknowledgement: (written: string) => boolean,
): Checked {
  const early: string[] = []
  const begun = new Map<string, number>()
  let acknowledgements = 0
  let syncs = 0
  let writes = 0
  let covered = 0
  for (const line of trace.split('\n')) {
    const [, pid = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    const call = /^(\w+)\(\d+<([^>]*)>(.*)$/.exec(rest)
    const resumed = /^<\.\.\. (fdatasync|fsync) resumed>/.test(rest)
    if (resumed) covered = Math.max(covered, begun.get(pid) ?? 0)
    const [, name = '', path = '', more = ''] = call ?? []
    if (/^(fdatasync|fsync)$/.test(name) && path.endsWith('-wal')) {
      syncs++
      begun.set(pid, writes)
      if (!more.includes('<unfinished')) covered = writes
    } else if (path.endsWith('-wal')) {
      writes++
    } else if (path === outputPath && isAcknowledgement(more)) {
      acknowledgements++
      if (writes > covered) early.push(line)
    }
  }
  return { acknowledgements, syncs, early }
}

import { reportError } from './report-error.ts'
import type { Io } from './io.ts'

/** Runs one command line to its exit code. Never rejects: whatever goes wrong is told in at most three lines. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const { parseCommandLine } = await import('./parse-command-line.ts')
    const parsed = parseCommandLine(argv, io)
    if (!parsed) return 0
    const { run } = await parsed.command.load()
    return await run(parsed.invocation)
  } catch (thrown) {
    return reportError(thrown, { io, json: argv.includes('--json'), debug: argv.includes('--debug') })
  }
}

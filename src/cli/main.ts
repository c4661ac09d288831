#!/usr/bin/env node
// The only file that touches the process. `--version` answers before anything else is loaded.
import { readFileSync } from 'node:fs'

const argv = process.argv.slice(2)

if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  process.stdout.write(`${versionOf(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))}\n`)
} else {
  void start()
}

function versionOf(packageJson: string): string {
  return (JSON.parse(packageJson) as { version: string }).version
}

async function start(): Promise<void> {
  const [{ main }, { processIo }] = await Promise.all([
    import('./command-line.ts'),
    import('./process-io.ts'),
  ])
  const exitCode = await main(argv, processIo())
  // A tool that left a socket open must not keep the terminal; what was written is flushed first.
  process.exitCode = exitCode
  process.stdout.write('', () => process.stderr.write('', () => process.exit(exitCode)))
}

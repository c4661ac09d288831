import { runProcess } from './run-process.mjs'

/** Runs a Node script as one check. A tool that says nothing at all has not run, whatever its exit code. */
export async function runTool(args) {
  const { ok, output } = await runProcess(process.execPath, args)
  const passed = ok && output.trim() !== ''
  return {
    passed: passed ? 1 : 0,
    failed: passed ? 0 : 1,
    skipped: 0,
    output: output.trim() ? output : `${args.join(' ')} said nothing`,
  }
}

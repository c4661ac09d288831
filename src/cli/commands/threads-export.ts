import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UsageError } from '../../runtime/twelvefold-error.ts'
import { textOption, type Invocation, type RunCommand } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { resolveThread } from '../thread-ids.ts'
import { withRecords } from '../workplace.ts'

export const run: RunCommand = (invocation) =>
  withRecords(invocation, async ({ engine, store }) => {
    const { io, globals, operands, options } = invocation
    const threadId = await resolveThread(store, operands[0] ?? '')
    const jsonl = await engine.export(threadId, { hashes: options['hashes'] !== false })
    const file = textOption(invocation, 'out')
    if (file === undefined) {
      // The export is JSON already: one object a line.
      io.out(jsonl)
      return exitCode.done
    }
    await write(invocation, file, jsonl)
    const events = jsonl.split('\n').length - 2
    if (globals.json) io.out(`${JSON.stringify({ threadId, file, events })}\n`)
    else io.out(`${events} events of thread ${threadId} written to ${file}\n`)
    return exitCode.done
  })

async function write({ io }: Invocation, file: string, text: string): Promise<void> {
  try {
    await writeFile(resolve(io.cwd, file), text)
  } catch (cause) {
    throw new UsageError(`${file} cannot be written: ${(cause as Error).message}`, { cause })
  }
}

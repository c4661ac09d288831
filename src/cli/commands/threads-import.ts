import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UsageError } from '../../runtime/twelvefold-error.ts'
import type { Invocation, RunCommand } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { tellStatus } from '../tell-status.ts'
import { withRecords } from '../workplace.ts'

export const run: RunCommand = async (invocation) => {
  // Read first: a wrong name must not make a store.
  const jsonl = await read(invocation, invocation.operands[0] ?? '')
  return withRecords(
    invocation,
    async ({ engine, store }) => {
      const threadId = await engine.import(jsonl)
      await tellStatus(invocation, { engine, store }, await engine.get(threadId))
      return exitCode.done
    },
    { create: true },
  )
}

async function read({ io }: Invocation, file: string): Promise<string> {
  try {
    return await readFile(resolve(io.cwd, file), 'utf8')
  } catch (cause) {
    throw new UsageError(`${file} cannot be read: ${(cause as Error).message}`, { cause })
  }
}

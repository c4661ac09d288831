import type { RunCommand } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { numberOption } from '../number-option.ts'
import { summaryLine } from '../render/thread-lines.ts'
import { printable } from '../render/text.ts'
import { shortId } from '../thread-ids.ts'
import { threadJson } from '../thread-json.ts'
import { withWorkplace } from '../workplace.ts'

export const run: RunCommand = (invocation) => {
  const { io, globals } = invocation
  const concurrency = numberOption(invocation, 'concurrency')
  return withWorkplace(
    invocation,
    async ({ engine, store, agents }) => {
      for (const { error } of agents.broken) io.err(`left out: ${printable(error.message)} (${error.code})\n`)
      const names = agents.loaded.map(({ agent }) => agent.name).join(', ') || 'no agents'
      if (!globals.json) io.out(`carrying on threads of ${names}; ctrl-C ends it\n`)
      const telling = new Set<Promise<unknown>>()
      await engine.work({
        signal: io.signal,
        ...(concurrency === undefined ? {} : { concurrency }),
        onDriven({ thread, driven }) {
          if (!driven) return
          if (globals.json) return io.out(`${JSON.stringify(threadJson(thread))}\n`)
          const told: Promise<unknown> = shortId(store, thread.id)
            .then((name) => io.out(`${summaryLine(name, thread)}\n`))
            .finally(() => telling.delete(told))
          telling.add(told)
        },
        onError(threadId, error) {
          const { message } = error as { message?: unknown }
          io.err(`${threadId === '' ? 'the store' : `thread ${threadId}`}: ${printable(String(message))}\n`)
        },
      })
      await Promise.allSettled(telling)
      return exitCode.done
    },
    { create: true },
  )
}

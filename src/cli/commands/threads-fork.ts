import type { RunCommand } from '../command.ts'
import { copyable } from '../copyable.ts'
import { exitCode } from '../exit-code.ts'
import { numberOption } from '../number-option.ts'
import { resolveThread, shortId } from '../thread-ids.ts'
import { threadJson } from '../thread-json.ts'
import { withRecords } from '../workplace.ts'

export const run: RunCommand = (invocation) => {
  const at = numberOption(invocation, 'at')
  return withRecords(invocation, async ({ engine, store }) => {
    const { io, globals, operands } = invocation
    const threadId = await resolveThread(store, operands[0] ?? '')
    const thread = await engine.get(await engine.fork(threadId, at))
    if (globals.json) {
      io.out(`${JSON.stringify(threadJson(thread))}\n`)
    } else {
      const [name, original] = [await shortId(store, thread.id), await shortId(store, threadId)]
      const command = copyable(globals)
      io.out(
        `thread ${name} is a copy of ${original} up to event ${thread.seq}, ${thread.status.replaceAll('_', ' ')}\n`,
      )
      io.out(`  ${command(`threads show ${name}`)}\n  ${command(`resume ${name}`)}\n`)
    }
    return exitCode.done
  })
}

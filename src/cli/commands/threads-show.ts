import { emptyThread, isEnded } from '../../runtime/thread/thread.ts'
import { toMarkdown } from '../../runtime/thread/to-markdown.ts'
import type { RunCommand } from '../command.ts'
import { copyable } from '../copyable.ts'
import { exitCode } from '../exit-code.ts'
import { styleOf } from '../render/style.ts'
import { nextLines, summaryLine, titleLine } from '../render/thread-lines.ts'
import { requestsBelow } from '../requests-below.ts'
import { resolveThread, shortId } from '../thread-ids.ts'
import { threadJson } from '../thread-json.ts'
import { threadPrinter } from '../thread-printer.ts'
import { withRecords } from '../workplace.ts'

export const run: RunCommand = (invocation) =>
  withRecords(invocation, async ({ engine, store }) => {
    const { io, globals, operands, options } = invocation
    const thread = await engine.get(await resolveThread(store, operands[0] ?? ''))
    const below = await requestsBelow(engine, store, thread)
    if (globals.json) {
      io.out(`${JSON.stringify(threadJson(thread, below))}\n`)
    } else if (options['markdown'] === true) {
      io.out(toMarkdown(thread))
    } else {
      const style = styleOf(io)
      const name = await shortId(store, thread.id)
      io.out(`${titleLine(name, thread, style)}\n\n`)
      threadPrinter(emptyThread(thread.id), { io, style, silent: false }).catchUp(thread)
      const next = isEnded(thread) ? [] : nextLines(name, thread, copyable(globals), below)
      io.out(`${[summaryLine(name, thread), ...next].join('\n')}\n`)
    }
    return exitCode.done
  })

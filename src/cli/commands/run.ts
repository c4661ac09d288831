import type { Labels } from '../../runtime/thread/event.ts'
import { emptyThread } from '../../runtime/thread/thread.ts'
import { carryOn, follow } from '../carry-on.ts'
import type { RunCommand } from '../command.ts'
import { agentNamed } from '../load-agents.ts'
import { labelsOf } from '../labels.ts'
import { styleOf } from '../render/style.ts'
import { modelWords } from '../render/model-words.ts'
import { titleLine } from '../render/thread-lines.ts'
import { shortId } from '../thread-ids.ts'
import { personOf, withWorkplace } from '../workplace.ts'

export const run: RunCommand = (invocation) => {
  const { io, globals, operands, options } = invocation
  const [agentName = '', text = ''] = operands
  const labels: Labels = labelsOf(options['label'])
  return withWorkplace(
    invocation,
    async ({ engine, store, agents, modelOf }) => {
      const { agent } = agentNamed(agents, agentName)
      // Before the launch: a thread without a model would only wait for one.
      const { model, note } = await modelOf(agent)
      const source = { trigger: 'terminal', person: personOf(invocation) }
      const { threadId } = await engine.launch(agent.name, text, { labels, source })
      const name = await shortId(store, threadId)
      if (!globals.json) {
        const on = modelWords(model)
        const thread = await engine.get(threadId)
        const head = `twelvefold: ${agent.name} on ${on}${note === undefined ? '' : ` (${note})`}`
        io.out(`${head}\n${titleLine(name, thread, styleOf(io))}\n\n`)
      }
      const from = { ...emptyThread(threadId), agent: agent.name }
      const carrying = { engine, store, agents, invocation, from, name }
      return options['follow'] === true ? follow(carrying) : carryOn(carrying)
    },
    { create: true },
  )
}

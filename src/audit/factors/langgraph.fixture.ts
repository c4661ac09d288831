// A graph that answers the mail of a shop: an interrupt before the letter is sent, a checkpointer on Postgres.
import { manifest, type Sources } from './sources.fixture.ts'

const graph = `import { readFile } from 'node:fs/promises'
import { type AIMessage, SystemMessage, ToolMessage, trimMessages } from '@langchain/core/messages'
import { END, interrupt, MessagesAnnotation, START, StateGraph } from '@langchain/langgraph'
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres'
import { ChatOpenAI } from '@langchain/openai'
import { lookUpOrder, sendMail } from './tools.ts'

const model = new ChatOpenAI({ model: 'gpt-5', maxRetries: 3 }).bindTools([lookUpOrder, sendMail])

async function think(state: typeof MessagesAnnotation.State) {
  const system = await readFile(new URL('../prompts/mail/system.md', import.meta.url), 'utf8')
  const recent = await trimMessages(state.messages, { maxTokens: 6_000, strategy: 'last', tokenCounter: model })
  try {
    return { messages: [await model.invoke([new SystemMessage(system), ...recent])] }
  } catch (error) {
    const text = (error instanceof Error ? error.message : 'failed').slice(0, 160)
    return { messages: [new SystemMessage(text)] }
  }
}

async function act(state: typeof MessagesAnnotation.State) {
  const [call] = (state.messages.at(-1) as AIMessage).tool_calls!
  switch (call!.name) {
    case 'send_mail': {
      const decision = interrupt({ requestId: call!.id, question: 'Send this answer?', input: call!.args })
      if (!decision.approved) return answered(call!.id, { success: false, error: decision.reason })
      return answered(call!.id, await sendMail.invoke(call!.args))
    }
    case 'look_up_order':
      return answered(call!.id, await lookUpOrder.invoke(call!.args))
    default:
      return answered(call!.id, { success: false, error: 'there is no tool ' + call!.name })
  }
}

function answered(id: string | undefined, result: unknown) {
  return { messages: [new ToolMessage({ tool_call_id: id!, content: JSON.stringify(result).slice(0, 4_000) })] }
}

function next(state: typeof MessagesAnnotation.State) {
  return (state.messages.at(-1) as AIMessage).tool_calls?.length ? 'act' : END
}

export const mail = new StateGraph(MessagesAnnotation)
  .addNode('think', think)
  .addNode('act', act)
  .addEdge(START, 'think')
  .addConditionalEdges('think', next, ['act', END])
  .addEdge('act', 'think')
  .compile({ checkpointer: PostgresSaver.fromConnString('postgres://mail') })
`

const tools = `import { tool } from '@langchain/core/tools'
import { z } from 'zod'

export const lookUpOrder = tool(
  async ({ order }) => {
    try {
      const response = await fetch('https://shop.example/orders/' + order)
      const { state } = (await response.json()) as { state: string }
      return { success: true, data: { state } }
    } catch (error) {
      return { success: false, error: (error instanceof Error ? error.message : 'failed').slice(0, 160) }
    }
  },
  {
    name: 'look_up_order',
    description: 'Find an order by its number',
    schema: z.object({ order: z.string().describe('Number of the order') }),
  },
)

export const sendMail = tool(
  async ({ to, text }) => {
    try {
      await fetch('https://mail.example/send', { method: 'POST', body: JSON.stringify({ to, text }) })
      return { success: true, data: 'sent' }
    } catch (error) {
      return { success: false, error: (error instanceof Error ? error.message : 'failed').slice(0, 160) }
    }
  },
  {
    name: 'send_mail',
    description: 'Send the answer',
    schema: z.object({ to: z.string().describe('Address'), text: z.string().describe('The answer') }),
  },
)
`

const server = `import { Command } from '@langchain/langgraph'
import express from 'express'
import { mail } from './graph.ts'

const app = express()
app.use(express.json())

app.post('/mails', async (request, response) => {
  const config = { configurable: { thread_id: String(request.body.id) }, recursionLimit: 18 }
  try {
    await mail.invoke({ messages: [{ role: 'user', content: JSON.stringify(request.body.text) }] }, config)
    response.status(202).json({ id: request.body.id })
  } catch {
    response.status(502).json({ id: request.body.id, error: 'the run has failed' })
  }
})

app.post('/mails/:id/decisions', async (request, response) => {
  const config = { configurable: { thread_id: String(request.params['id']) }, recursionLimit: 18 }
  try {
    await mail.invoke(new Command({ resume: request.body }), config)
    response.status(202).json({ id: request.params['id'] })
  } catch {
    response.status(502).json({ id: request.params['id'], error: 'the run has failed' })
  }
})

app.listen(8080)
`

export const mailDesk: Sources = {
  'package.json': manifest('mail', { main: 'src/server.ts' }),
  'prompts/mail/system.md': 'You answer the mail of a shop. Look up the order before you write.\n',
  'src/graph.ts': graph,
  'src/tools.ts': tools,
  'src/server.ts': server,
}

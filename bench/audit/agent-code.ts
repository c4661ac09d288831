// What makes a file reach a model: an agent of one of the usual kinds, put at the end of a real file.

const OPENAI = `
export async function agentOpenai(task, tools) {
  const messages = [
    { role: 'system', content: 'You are a careful assistant that plans each step and calls one tool at a time.' },
    { role: 'user', content: task },
  ]
  for (let step = 0; step < 10; step++) {
    const reply = await new BenchOpenAI().chat.completions.create({
      model: 'gpt-4o',
      messages,
      tools: [{ type: 'function', function: { name: 'search', description: 'Search the web', parameters: { type: 'object', properties: { query: { type: 'string' } } } } }],
    })
    const message = reply.choices[0].message
    messages.push(message)
    if (!message.tool_calls) return message.content
    for (const call of message.tool_calls) {
      try {
        const result = await tools[call.function.name](JSON.parse(call.function.arguments))
        messages.push({ role: 'tool', tool_call_id: call.id, content: JSON.stringify(result) })
      } catch (error) {
        messages.push({ role: 'tool', tool_call_id: call.id, content: String(error.message).slice(0, 200) })
      }
    }
  }
}
`

const AI_SDK = `
export async function agentAiSdk(question) {
  const { text } = await benchGenerateText({
    model: 'openai/gpt-4o',
    system: 'You answer questions about orders. You look each of them up before you answer.',
    prompt: question,
    maxSteps: 5,
    tools: {
      order: benchTool({
        description: 'Look up an order',
        parameters: { id: 'string' },
        execute: async ({ id }) => (await fetch('https://example.com/orders/' + id)).json(),
      }),
    },
  })
  return text
}
`

const ANTHROPIC = `
export class AgentAnthropic {
  history = []
  async ask(text) {
    this.history.push({ role: 'user', content: text })
    while (true) {
      const reply = await new BenchAnthropic().messages.create({ model: 'claude', max_tokens: 1000, system: 'You fix bugs.', messages: this.history })
      this.history.push({ role: 'assistant', content: reply.content })
      const uses = reply.content.filter((block) => block.type === 'tool_use')
      if (uses.length === 0) return reply.content
      this.history.push({ role: 'user', content: uses.map((use) => ({ type: 'tool_result', tool_use_id: use.id, content: 'done' })) })
    }
  }
}
`

const AGENTS = [
  { names: 'BenchOpenAI', from: 'openai', code: OPENAI },
  { names: '{ generateText as benchGenerateText, tool as benchTool }', from: 'ai', code: AI_SDK },
  { names: 'BenchAnthropic', from: '@anthropic-ai/sdk', code: ANTHROPIC },
]

/** The text with an agent at its end; in the words of CommonJS where the file is written in them. */
export function withAgent(path: string, text: string, index: number): string {
  const { names, from, code } = AGENTS[index % AGENTS.length]!
  if (isModule(path, text)) return `${text}\n${code}\nimport ${names} from '${from}'\n`
  const required = names.replaceAll(' as ', ': ')
  return `${text}\n${code.replaceAll('export ', '')}\nvar ${required} = require('${from}')\n`
}

/** The text as that of a file that starts the agent of another one. */
export function withImport(path: string, text: string, from: string): string {
  if (!isModule(path, text))
    return `${text}\nvar benchAgent = require('${from}')\nbenchAgent.agentOpenai('go')\n`
  return `${text}\nimport * as benchAgent from '${from}'\nexport const benchStart = (task) => benchAgent.agentOpenai(task)\n`
}

function isModule(path: string, text: string): boolean {
  return /\.(?:m[jt]s|[cm]?tsx?)$/.test(path) || /^\s*(?:import|export)\b/m.test(text)
}

import { expect, it } from 'vitest'
import { llamaindex } from './llamaindex.ts'
import { seen } from './look-at-source.fixture.ts'

it('sees agents with their tools, and their turns', () => {
  const lines = seen(
    `import { FunctionTool, OpenAIAgent, QueryEngineTool } from 'llamaindex'
     const sum = FunctionTool.from(({ a, b }) => String(a + b), { name: 'sum', description: 'Sums.', parameters: { type: 'object' } })
     const budget = new QueryEngineTool({ queryEngine, metadata: { name: 'budget', description: 'The budget.' } })
     const agent = new OpenAIAgent({ tools: [sum, budget], systemPrompt: 'You count.' })
     const answer = await agent.chat({ message: question })`,
    [llamaindex],
  )
  expect(lines).toEqual([
    'tool :2 sum declared by framework handler=function',
    "agent llamaindex ? :4 system='You count.' tools=(sum declared by framework handler=function; budget declared by provider) bound=none",
    'call llamaindex.agent.chat :5 user=question runs=llamaindex:OpenAIAgent()',
  ])
})

it('sees agents of workflows, teams of them, and tools with options', () => {
  const lines = seen(
    `import { agent, multiAgent } from '@llamaindex/workflow'
     import { tool } from 'llamaindex'
     const jokes = tool({ name: 'joke', description: 'A joke.', parameters: z.object({}), execute: () => 'Knock.' })
     const joker = agent({ name: 'Joker', tools: [jokes], systemPrompt: 'You joke.' })
     const team = multiAgent({ agents: [joker], rootAgent: joker })
     await team.run('A joke, please.')`,
    [llamaindex],
  )
  expect(lines).toEqual([
    'tool :3 joke declared by framework handler=function',
    "agent llamaindex Joker :4 system='You joke.' tools=(joke declared by framework handler=function) bound=none",
    'workflow llamaindex ? :5 bound=none handoffs=1',
    "call llamaindex.agent.run :6 user='A joke, please.' runs=@llamaindex/workflow:multiAgent()",
  ])
})

it('sees engines over an index and models asked by themselves', () => {
  const lines = seen(
    `import { ContextChatEngine, Settings, VectorStoreIndex } from 'llamaindex'
     import { OpenAI } from '@llamaindex/openai'
     const index = await VectorStoreIndex.fromDocuments(documents)
     await index.asQueryEngine().query({ query: question })
     const chat = new ContextChatEngine({ retriever, systemPrompt: 'You look things up.' })
     await chat.chat({ message: question })
     await Settings.llm.complete({ prompt: 'Name it.' })
     await new OpenAI({ model: 'gpt' }).chat({ messages })`,
    [llamaindex],
  )
  expect(lines).toEqual([
    'call llamaindex.engine.query :4 user=question',
    "call llamaindex.engine.chat :6 system='You look things up.' user=question",
    "call llamaindex.llm.complete :7 user='Name it.'",
    'call llamaindex.llm.chat :8 messages=messages',
  ])
})

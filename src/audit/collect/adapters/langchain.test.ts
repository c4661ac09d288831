import { expect, it } from 'vitest'
import { langchain } from './langchain.ts'
import { seen } from './look-at-source.fixture.ts'

const look = (source: string | Record<string, string>): string[] => seen(source, [langchain])

it('sees a bare model, its messages and its care', () => {
  expect(
    look(`import { ChatOpenAI } from '@langchain/openai'
      import { HumanMessage } from '@langchain/core/messages'
      const model = new ChatOpenAI({ temperature: 0 })
      await model.invoke('Say hello to everybody')
      await model.withRetry().stream([new HumanMessage(text)], { signal })
      export const ask = (llm: ChatOpenAI) => llm.invoke(messages)`),
  ).toEqual([
    "call langchain.model.invoke :4 user='Say hello to everybody'",
    'call langchain.model.stream :5 messages=[new HumanMessage(text)] signal retries=set',
    'call langchain.model.invoke :6 user=messages',
  ])
})

it('sees tools that are bound, a schema, and a model that was loaded by name', () => {
  expect(
    look(`import { initChatModel } from 'langchain/chat_models/universal'
      import { tool } from '@langchain/core/tools'
      const add = tool(async ({ a }) => a, { name: 'add', description: 'Adds.', schema })
      const llm = await initChatModel('gpt')
      const withTools = llm.bindTools([add, { type: 'function', function: { name: 'sub', parameters } }])
      await withTools.invoke(state.messages)
      await llm.withStructuredOutput(schema).invoke(messages)
      await llm.bindTools([add], { tool_choice: 'add' }).invoke(messages)`),
  ).toEqual([
    'tool :3 add declared by unknown handler=function',
    'call langchain.model.invoke :6 user=state.messages tools=(add declared by code handler=function; sub undescribed declared by code)',
    'call langchain.model.invoke :7 user=messages schema',
    'call langchain.model.invoke :8 user=messages tools=(add declared by code handler=function) schema',
  ])
})

it('sees the prompt, the model and the parser of a chain', () => {
  expect(
    look(`import { ChatPromptTemplate, PromptTemplate, MessagesPlaceholder } from '@langchain/core/prompts'
      import { RunnableSequence, RunnablePassthrough } from '@langchain/core/runnables'
      import { StringOutputParser } from '@langchain/core/output_parsers'
      import { ChatAnthropic } from '@langchain/anthropic'
      const prompt = ChatPromptTemplate.fromMessages([['system', 'You sum.'], new MessagesPlaceholder('history'), ['human', '{input}']])
      const chain = prompt.pipe(new ChatAnthropic()).pipe(new StringOutputParser())
      await chain.invoke({ input })
      const other = RunnableSequence.from([{ context: retriever, question: new RunnablePassthrough() }, PromptTemplate.fromTemplate('Answer {question}'), new ChatAnthropic()])
      await other.stream('Why?')
      await prompt.invoke({ input })`),
  ).toEqual([
    "call langchain.chain.invoke :7 system='You sum.' user='{input}'",
    "call langchain.model.stream :9 user='Answer {question}'",
  ])
})

it('sees a graph in one chain, its cycle and its checkpointer', () => {
  expect(
    look(`import { StateGraph, START, END, MemorySaver, interrupt } from '@langchain/langgraph'
      import { ToolNode } from '@langchain/langgraph/prebuilt'
      const route = (state) => (state.done ? END : 'tools')
      const graph = new StateGraph(State)
        .addNode('model', async (state) => ({ messages: await llm.invoke(state.messages) }))
        .addNode('tools', new ToolNode([search]))
        .addEdge(START, 'model')
        .addEdge('tools', 'model')
        .addConditionalEdges('model', route)
        .compile({ checkpointer: new MemorySaver(), interruptBefore: ['tools'] })
      await graph.invoke({ messages: [] }, { recursionLimit: 12 })
      const answer = interrupt({ question })`),
  ).toEqual([
    'graph :4 end=:4 nodes=model(function),tools(called) edges=__start__>model,tools>model routers=model>__end__|tools memory=memory bound=default 25',
    'human :10 approval durable awaited',
    'text :6 tool node: "Please fix your mistakes."',
    'store :10 memory',
    'call langchain.agent.invoke :11 messages=[] bound=explicit 12 runs=@langchain/langgraph:StateGraph().addNode().addNode().addEdge().addEdge().addConditionalEdges().compile()',
    'human :12 approval durable awaited',
  ])
})

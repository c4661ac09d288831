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

it('sees agents that one call makes, their bound, their gate and the words they add', () => {
  expect(
    look(`import { createAgent, humanInTheLoopMiddleware, modelCallLimitMiddleware } from 'langchain'
      import { createReactAgent } from '@langchain/langgraph/prebuilt'
      import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite'
      import { TavilySearchResults } from '@langchain/community/tools/tavily_search'
      const saver = SqliteSaver.fromConnString('agents.db')
      export const clerk = createAgent({
        model, systemPrompt: 'You pay.', tools: [pay], responseFormat, checkpointer: saver,
        middleware: [humanInTheLoopMiddleware({ interruptOn: { pay: true } }), modelCallLimitMiddleware({ runLimit: 8 })],
      })
      const searcher = createReactAgent({ llm, name: 'searcher', prompt: 'You search.', tools: [new TavilySearchResults()], interruptBefore: [] })
      await clerk.invoke({ messages })
      await searcher.stream({ messages }, { recursionLimit: 10 })`),
  ).toEqual([
    'store :5 durable',
    "agent langchain ? :6 system='You pay.' tools=(…) schema bound=explicit 8 hooks=[humanInTheLoopMiddleware({ int… memory=durable",
    'human :8 approval durable awaited',
    'text :6 tool node: "Please fix your mistakes."',
    "agent langchain searcher :10 system='You search.' tools=(TavilySearchResults declared by provider) bound=default 25",
    'text :10 tool node: "Please fix your mistakes."',
    'call langchain.agent.invoke :11 messages=messages runs=langchain:createAgent()',
    'call langchain.agent.stream :12 messages=messages bound=explicit 10 runs=@langchain/langgraph/prebuilt:createReactAgent()',
  ])
})

it('sees an executor with the prompt of its agent, and one whose prompt is hidden', () => {
  expect(
    look(`import { AgentExecutor, createToolCallingAgent, initializeAgentExecutorWithOptions } from 'langchain/agents'
      import { ChatPromptTemplate } from '@langchain/core/prompts'
      import { BufferMemory } from 'langchain/memory'
      import { pull } from 'langchain/hub'
      const prompt = ChatPromptTemplate.fromMessages([['system', 'You act.'], ['placeholder', '{agent_scratchpad}']])
      const agent = await createToolCallingAgent({ llm, tools: [add], prompt })
      const executor = new AgentExecutor({ agent, tools: [add], maxIterations: 6, memory: new BufferMemory() })
      await executor.invoke({ input: question })
      const old = await initializeAgentExecutorWithOptions([add], llm, { agentType: 'zero-shot' })
      await pull('owner/prompt')
      const add = { name: 'add', description: 'Adds.', schema, func: async () => 1 }`),
  ).toEqual([
    "agent langchain ? :7 system='You act.' tools=(add declared by framework handler=function) bound=explicit 6 memory=memory",
    'store :7 memory',
    'call langchain.agent.invoke :8 user=question runs=langchain/agents:AgentExecutor()',
    'agent langchain ? :9 tools=(add declared by framework handler=function) bound=default 15',
    'text :9 initializeAgentExecutor: its own prompt',
    'text :10 a prompt that is pulled from the hub',
  ])
})

it('sees tools as classes, and commands that choose the next node', () => {
  expect(
    look(`import { StructuredTool, DynamicTool } from '@langchain/core/tools'
      import { StateGraph, Command } from '@langchain/langgraph'
      class Add extends StructuredTool {
        name = 'add'
        description = 'Adds.'
        schema = z.object({ a: z.number() })
        async _call({ a }) { return a }
      }
      const free = new DynamicTool({ name: 'free', description: 'Anything.', func: async (text) => text })
      const triage = async () => new Command({ goto: 'reply', update: {} })
      const builder = new StateGraph(State)
      builder.addNode('triage', triage, { ends: ['reply', '__end__'] })
      builder.addNode({ reply })
      builder.setEntryPoint('triage')
      builder.addConditionalEdges('reply', pick, { again: 'triage', done: '__end__' })
      export const graph = builder.compile()`),
  ).toEqual([
    'tool :9 free none by unknown handler=function',
    'graph :11 end=:16 nodes=triage(function),reply(global) edges=__start__>triage routers=triage>reply|__end__,reply>triage|__end__ bound=default 25',
    'tool :3 add declared by unknown handler=function',
  ])
})

it('knows a model without a type by what is bound to it, and leaves look-alikes alone', () => {
  expect(
    look(`import { tool } from '@langchain/core/tools'
      const node = async (state, { model }) => model.bindTools([]).invoke(state.messages)
      const add = tool(async () => 1, { name: 'add', schema })
      await add.invoke({ a: 1 })
      await cache.invoke(key)
      await new StateGraph(1).addNode('a', run).compile().invoke({})
      new AgentExecutor({ tools })`),
  ).toEqual([
    'call langchain.model.invoke :2 user=state.messages',
    'tool :3 add undescribed declared by unknown handler=function',
  ])
})

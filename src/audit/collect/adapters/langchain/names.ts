// The names of LangChain.js and LangGraph.js, over the packages and versions that carried them.

export const NAME = 'langchain'

/** Any package of the family, and a name in it however it was imported. */
const FAMILY = String.raw`^(@langchain\/[^:]+|langchain(\/[^:]+)?|deepagents):(\*\.|default\.)?`
const GRAPH = String.raw`^@langchain\/langgraph[^:]*:(\*\.)?`

/** The path of one of these names, and of what a call of it gives. */
export function path(names: string, after = ''): RegExp {
  return new RegExp(`${FAMILY}(${names})${after}$`)
}

export function graphPath(names: string, after = ''): RegExp {
  return new RegExp(`${GRAPH}(${names})${after}$`)
}

/** Chat models, plain models, their base classes as types, and the loader that takes a name. */
const MODELS = [
  String.raw`Chat(?!Prompt|Message|Generation|History|Vector|Engine)\w+`,
  String.raw`(Azure)?(OpenAI|OpenAIChat)`,
  'Anthropic|Ollama|Bedrock|Cohere|Replicate|HuggingFaceInference|GoogleVertexAI|GooglePaLM|MistralAI|Together(AI)?|Fireworks|LlamaCpp|CloudflareWorkersAI',
  String.raw`BaseChatModel|BaseLanguageModel|BaseLanguageModelInterface|BaseLLM|LLM|SimpleChatModel|ConfigurableModel|Fake\w*(Chat|LLM)\w*`,
].join('|')

export const MODEL = path(MODELS, String.raw`\(\)`)
export const MODEL_LOADER = path('initChatModel', String.raw`\(\)`)

/** Agents that run by themselves. */
export const AGENTS =
  'createReactAgent|createAgent|createDeepAgent|createSupervisor|createSwarm|createFunctionCallingExecutor'
export const AGENT = path(AGENTS, String.raw`\(\)`)
export const EXECUTORS = 'AgentExecutor|PlanAndExecuteAgentExecutor'
export const EXECUTOR = path(
  String.raw`(${EXECUTORS})(\.(fromAgentAndTools|fromLLMAndTools|fromLLM))?|initializeAgentExecutor(WithOptions)?`,
  String.raw`\(\)`,
)
/** A chain that decides one step: it runs inside an executor. `createReactAgent` of `langchain/agents` is one too. */
export const STEP_AGENT = path(
  String.raw`create(ToolCalling|OpenAITools|OpenAIFunctions|StructuredChat|Xml|Json)Agent`,
  String.raw`\(\)`,
)
export const CLASSIC_REACT = /^@?langchain(\/classic)?\/agents[^:]*:(\*\.)?createReactAgent\(\)$/

/** Chains with a prompt of their own where none is given. */
export const CHAINS = path(
  String.raw`(LLMChain|ConversationChain|RetrievalQAChain|ConversationalRetrievalQAChain|MultiPromptChain|SqlDatabaseChain|APIChain|VectorDBQAChain|ChatVectorDBQAChain|StuffDocumentsChain|MapReduceDocumentsChain|RefineDocumentsChain|ConstitutionalChain|GraphCypherQAChain)(\.\w+)?|load\w+Chain|create\w+Chain|createHistoryAwareRetriever|createSqlQueryChain`,
  String.raw`\(\)`,
)

export const GRAPHS = 'StateGraph|MessageGraph|Graph'
export const RUN =
  'invoke|stream|streamEvents|streamLog|batch|call|apply|predict|predictMessages|generate|generatePrompt|transform|run|callPrompt'

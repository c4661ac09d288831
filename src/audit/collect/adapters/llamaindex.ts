// LlamaIndex.TS: agents, function tools, chat and query engines over an index, models asked by themselves.
import type { Program } from '../program/program.ts'
import { type Value, alternatives, pathOf } from '../program/value.ts'
import type { AgentSighting, CallSighting, ToolSighting } from '../sighting.ts'
import type { Adapter, Site } from './adapter.ts'
import { argument, argumentValue, givenTo, inputs, option, optionValue, textOf } from './arguments.ts'
import { isGiven, schemaKind, toolsOf } from './json-tools.ts'
import { agentSighting, callSighting, siteOf, toolSighting } from './make-sighting.ts'
import { membersOf } from './mastra/workflows.ts'
import { receiverOf } from './receiver.ts'
import { hasOption, textOrMessages } from './request-options.ts'

const NAME = 'llamaindex'

const FROM = String.raw`^(llamaindex|@llamaindex\/[\w-]+)(\/[^:]+)?:(\*\.)?`
const AGENT = String.raw`(\w*Agent|ReACTAgent|AgentRunner|agent|multiAgent|AgentWorkflow(\.\w+)?)`
const ENGINE = String.raw`(\w*ChatEngine|\w*QueryEngine|.*\.as(Chat|Query)Engine)`
const MODEL = String.raw`(Settings\.llm|OpenAI\w*|Anthropic\w*|Claude|Gemini\w*|Ollama|Groq|MistralAI|DeepSeek\w*|Bedrock\w*|(openai|anthropic|gemini|groq|mistral|ollama)\(\)|\w*LLM)(\(\))?`

const path = (rest: string): RegExp => new RegExp(FROM + rest)

const AGENT_MADE = path(`${AGENT}$`)
const TOOL_MADE = path(String.raw`(FunctionTool(\.from)?|tool)$`)
const PROVIDED = path(String.raw`(QueryEngineTool|\w+Tool|.*\.queryTool)$`)

export const llamaindex: Adapter = {
  name: NAME,
  title: 'LlamaIndex.TS',
  packages: /^(llamaindex|@llamaindex\/(?!chat-ui|server)[\w-]+)(\/|$)/,
  calls: [
    { path: TOOL_MADE, see: (site) => tools(site.program, site.program.evaluate(siteOf(site))) },
    { path: AGENT_MADE, see: (site) => [agent(site)] },
    { path: path(String.raw`${AGENT}\(\)\.(chat|run|runStream|createTask)$`), see: (site) => [run(site)] },
    { path: path(String.raw`${ENGINE}\(\)\.(chat|query)$`), see: (site) => [engine(site)] },
    { path: path(String.raw`${MODEL}\.(chat|complete|exec|streamExec)$`), see: (site) => [ask(site)] },
  ],
}

/** Its loop ends when the model says so. */
function agent(site: Site): AgentSighting {
  const { program } = site
  const options = argumentValue(site, 0)
  const { tools: own, more } = toolsOf(program, optionValue(program, options, 'tools'), llamaTool)
  const isTeam = /:(\*\.)?multiAgent$/.test(site.path)
  return agentSighting(NAME, siteOf(site), {
    name: textOf(program, optionValue(program, options, 'name')),
    inputs: inputs(program, options, { systemPrompt: 'system' }),
    tools: own,
    moreTools: more,
    handoffs: membersOf(program, optionValue(program, options, 'agents')),
    bound: { state: 'none', steps: undefined, at: undefined },
    isWorkflow: isTeam,
  })
}

/** `agent.chat({ message })`, `agent.run(text)`. */
function run(site: Site): CallSighting {
  return callSighting(NAME, `llamaindex.agent.${methodOf(site)}`, siteOf(site), {
    inputs: messages(site),
    runs: receiverOf(site.callee)?.of,
  })
}

function engine(site: Site): CallSighting {
  const { program } = site
  const made = receiverOf(site.callee)?.of
  const options = made && givenTo(program, made, 0)
  return callSighting(NAME, `llamaindex.engine.${methodOf(site)}`, siteOf(site), {
    inputs: [
      ...inputs(program, options, { systemPrompt: 'system', contextSystemPrompt: 'system' }),
      ...messages(site),
    ],
  })
}

function ask(site: Site): CallSighting {
  const { program } = site
  const { tools: own, more } = toolsOf(
    program,
    optionValue(program, argumentValue(site, 0), 'tools'),
    llamaTool,
  )
  return callSighting(NAME, `llamaindex.llm.${methodOf(site)}`, siteOf(site), {
    inputs: messages(site),
    tools: own,
    moreTools: more,
    schema: hasOption(program, argumentValue(site, 0), 'responseFormat'),
  })
}

function messages(site: Site): CallSighting['inputs'] {
  const { program } = site
  const options = argumentValue(site, 0)
  const named = ['message', 'query', 'prompt'].flatMap((name) => option(program, options, name))
  const first = argument(site, 0)
  const isObject = options !== undefined && [...alternatives(options)].some(({ kind }) => kind === 'object')
  return [
    ...inputs(program, options, { messages: 'messages', chatHistory: 'messages' }),
    ...(first === undefined || isObject ? named : [first]).map((at) => textOrMessages(program, at)),
  ]
}

function methodOf(site: Site): string {
  return site.path.replace(/^.*\./, '')
}

function tools(program: Program, value: Value): ToolSighting[] {
  return [...alternatives(value)].flatMap((one) => llamaTool(program, one) ?? [])
}

/** `FunctionTool.from(handler, metadata)`, `tool({ execute, … })`; tools of an index and of the package's own. */
function llamaTool(program: Program, value: Value): ToolSighting | undefined {
  if (value.kind !== 'called') return undefined
  const made = pathOf(value.of) ?? ''
  if (!TOOL_MADE.test(made)) {
    if (!PROVIDED.test(made)) return undefined
    const name = textOf(
      program,
      program.property(optionValue(program, givenTo(program, value, 0), 'metadata') ?? value, 'name'),
    )
    return toolSighting(NAME, value.site, name ?? /(\w+)$/.exec(made)![1]!, {
      described: true,
      input: { kind: 'declared', schema: undefined },
      runBy: 'provider',
    })
  }
  const first = givenTo(program, value, 0)
  const isOptions = first !== undefined && [...alternatives(first)].some(({ kind }) => kind === 'object')
  const metadata = isOptions ? first : givenTo(program, value, 1)
  const schema = optionValue(program, metadata, 'parameters')
  return toolSighting(NAME, value.site, textOf(program, optionValue(program, metadata, 'name')) ?? 'tool', {
    described: isGiven(optionValue(program, metadata, 'description')),
    input: { kind: schema === undefined ? 'none' : schemaKind(schema), schema },
    handler: isOptions ? optionValue(program, first, 'execute') : first,
    runBy: 'framework',
  })
}

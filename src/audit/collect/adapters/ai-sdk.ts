import { enclosingFunction, isNode } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, type Value, alternatives, pathOf } from '../program/value.ts'
import { nameOfFunction } from '../program/uses.ts'
import type { AgentSighting, CallSighting, PromptInput, Sighting, ToolSighting } from '../sighting.ts'
import type { Adapter, ClassSite, Site } from './adapter.ts'
import { boundOf } from './ai-sdk/bound.ts'
import { clientRounds } from './ai-sdk/client-rounds.ts'
import { NAME, definition, toolsIn } from './ai-sdk/tools.ts'
import { argumentValue, inputs, optionValue, textOf } from './arguments.ts'
import { agentSighting, callSighting, siteOf } from './make-sighting.ts'
import { givenOptions, hasOption, requestCare, textOrMessages } from './request-options.ts'
import { receiverOf } from './receiver.ts'
import { superOptions } from './super-options.ts'

/** The package, whatever was imported of it: `ai`, `ai/rsc`, `@ai-sdk/rsc`. */
const AI = String.raw`^(ai|ai\/rsc|@ai-sdk\/rsc):(\*\.|default\.)?`
const AGENT = String.raw`${AI}(ToolLoopAgent|Experimental_Agent|Agent|BasicAgent)`
const DURABLE = String.raw`^(@workflow\/ai(\/agent)?|@ai-sdk\/workflow|workflow\/ai):(\*\.)?(DurableAgent|WorkflowAgent)`

export const aiSdk: Adapter = {
  name: NAME,
  title: 'Vercel AI SDK',
  packages: /^(ai|@ai-sdk\/[^/]+|@workflow\/ai)(\/|$)/,
  calls: [
    {
      path: new RegExp(String.raw`${AI}(experimental_)?(generateText|streamText|streamUI)$`),
      see: (site) => [textCall(site)],
    },
    {
      path: new RegExp(String.raw`${AI}(experimental_)?(generateObject|streamObject)$`),
      see: (site) => [objectCall(site)],
    },
    { path: new RegExp(`${AGENT}$`), see: (site) => [agent(site, argumentValue(site, 0), 20)] },
    { path: new RegExp(`${DURABLE}$`), see: (site) => [agent(site, argumentValue(site, 0), undefined)] },
    {
      path: new RegExp(String.raw`(${AGENT}|${DURABLE})\(\)\.(generate|stream|respond)$`),
      see: (site) => [agentCall(site)],
    },
    {
      path: new RegExp(String.raw`${AI}(createAgentUIStream(Response)?|pipeAgentUIStreamToResponse)$`),
      see: (site) => [agentStream(site)],
    },
    { path: /^@ai-sdk\/[^:]+:.*\(\)\.(doGenerate|doStream)$/, see: (site) => [providerCall(site)] },
    {
      path: /^(ai|@ai-sdk\/provider-utils):(\*\.)?(tool|dynamicTool)$/,
      see: ownTool,
    },
  ],
  classes: [
    { path: new RegExp(`${AGENT}$`), see: (site) => [agent(site, superOptions(site), 20)] },
    { path: new RegExp(`${DURABLE}$`), see: (site) => [agent(site, superOptions(site), undefined)] },
  ],
}

/** `instructions` replaced `system` in version 7; agents had it before. */
function promptsOf(program: Program, options: Value | undefined): PromptInput[] {
  return [
    ...inputs(program, options, { system: 'system', instructions: 'system', messages: 'messages' }),
    ...givenOptions(program, options, 'prompt').map((at) => textOrMessages(program, at)),
  ]
}

const HOOKS = [
  'stopWhen',
  'prepareStep',
  'experimental_prepareStep',
  'prepareCall',
  'onStepFinish',
  'onStepEnd',
]

function hooksOf(program: Program, options: Value | undefined): Expression[] {
  return HOOKS.flatMap((name) => givenOptions(program, options, name))
}

function hasOutput(program: Program, options: Value | undefined): boolean {
  return ['output', 'experimental_output'].some((name) => {
    const value = optionValue(program, options, name)
    return value !== undefined && /\.(object|array|choice|json)\(\)$/.test(pathOf(value) ?? '')
  })
}

function isHosted(program: Program, options: Value | undefined): boolean {
  const provider = optionValue(program, options, 'providerOptions')
  const openai = provider && program.property(provider, 'openai')
  return openai !== undefined && hasOption(program, openai, 'previousResponseId', 'conversation')
}

function care(program: Program, options: Value | undefined): Pick<CallSighting, 'signal' | 'retries'> {
  return requestCare(program, options, { signal: 'abortSignal', retries: 'maxRetries' })
}

function apiOf(site: Site): string {
  return `ai.${site.path.replace(/^.*:(\*\.|default\.)?/, '')}`
}

function textCall(site: Site): CallSighting {
  const { program } = site
  const options = argumentValue(site, 0)
  const found = toolsIn(program, options)
  const { tools } = found
  const more = found.more || (tools.length === 0 && isCompleted(program, options))
  const loops = tools.length > 0 || more
  return callSighting(NAME, apiOf(site), siteOf(site), {
    inputs: promptsOf(program, options),
    tools,
    moreTools: more,
    schema: hasOutput(program, options) || isForced(program, options),
    bound: loops ? (boundOf(program, options) ?? clientRounds(site)) : undefined,
    hooks: hooksOf(program, options),
    hosted: isHosted(program, options),
    ...care(program, options),
  })
}

/** `streamText(await toolkit.enhance({ stopWhen }))`: a package puts in the tools that the steps are for. */
function isCompleted(program: Program, options: Value | undefined): boolean {
  if (options === undefined || !hasOption(program, options, 'stopWhen')) return false
  return program.uses.resolve(options).some((one) => one.kind === 'called')
}

/** `toolChoice: { type: 'tool', toolName }`: the answer is that tool's input. */
function isForced(program: Program, options: Value | undefined): boolean {
  const choice = optionValue(program, options, 'toolChoice')
  return choice !== undefined && textOf(program, program.property(choice, 'type')) === 'tool'
}

function objectCall(site: Site): CallSighting {
  const { program } = site
  const options = argumentValue(site, 0)
  return callSighting(NAME, apiOf(site), siteOf(site), {
    inputs: promptsOf(program, options),
    schema: textOf(program, optionValue(program, options, 'output')) !== 'no-schema',
    ...care(program, options),
  })
}

/** `defaultSteps`: what bounds the loop when `stopWhen` is not given; undefined when nothing does. */
function agent(
  site: Site | ClassSite,
  options: Value | undefined,
  defaultSteps: number | undefined,
): AgentSighting {
  const { program } = site
  const { tools, more } = toolsIn(program, options)
  const fallback = defaultSteps === undefined ? 'none' : 'default'
  return agentSighting(NAME, siteOf(site), {
    name:
      textOf(program, optionValue(program, options, 'id')) ??
      textOf(program, optionValue(program, options, 'name')),
    inputs: inputs(program, options, { instructions: 'system', system: 'system' }),
    tools,
    moreTools: more,
    schema: hasOutput(program, options),
    bound: boundOf(program, options) ?? { state: fallback, steps: defaultSteps, at: undefined },
    hooks: hooksOf(program, options),
  })
}

function agentCall(site: Site): CallSighting {
  const { program } = site
  const options = argumentValue(site, 0)
  const api = site.path.replace(/^.*:(\*\.|default\.)?(\w+)\(\)\.(\w+)$/, 'ai.$2.$3')
  return callSighting(NAME, api, siteOf(site), {
    inputs: promptsOf(program, options),
    bound: boundOf(program, options),
    runs: receiverOf(site.callee)?.of,
    ...care(program, options),
  })
}

/** `createAgentUIStreamResponse({ agent, uiMessages })`, and the one that pipes: its options come second there. */
function agentStream(site: Site): CallSighting {
  const { program } = site
  const options = [argumentValue(site, 0), argumentValue(site, 1)].find((one) =>
    hasOption(program, one, 'agent'),
  )
  return callSighting(NAME, apiOf(site), siteOf(site), {
    inputs: inputs(program, options, { uiMessages: 'messages', messages: 'messages' }),
    runs: optionValue(program, options, 'agent'),
    ...care(program, options),
  })
}

function providerCall(site: Site): CallSighting {
  const options = argumentValue(site, 0)
  return callSighting(NAME, `ai.model.${site.path.replace(/^.*\./, '')}`, siteOf(site), {
    inputs: inputs(site.program, options, { prompt: 'messages' }),
    ...care(site.program, options),
    retries: 'none',
  })
}

/** A tool where it is defined, also when no call offers it: named by its variable or property. */
function ownTool(site: Site): Sighting[] {
  const options = argumentValue(site, 0)
  const tool: ToolSighting | undefined = definition(site.program, nameAround(site), options, siteOf(site))
  const isOwn = options !== undefined && [...alternatives(options)].some(({ kind }) => kind === 'object')
  return tool === undefined || !isOwn ? [] : [tool]
}

function nameAround({ node, module }: Site): string {
  const { parent } = node
  if (isNode(parent, 'VariableDeclarator') && isNode(parent.id, 'Identifier')) return parent.id.name
  if (isNode(parent, 'Property')) return module.textOf(parent.key)
  const factory = enclosingFunction(node)
  return (factory && nameOfFunction(factory)) ?? 'tool'
}

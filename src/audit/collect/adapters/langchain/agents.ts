import { isNode } from '../../program/node.ts'
import type { Program } from '../../program/program.ts'
import { elementsOf } from '../../program/elements.ts'
import { type Expression, type Value, pathOf } from '../../program/value.ts'
import type { Bound } from '../../../facts/model-call.ts'
import type { FrameworkTextSighting, PromptInput, Sighting, ToolSighting } from '../../sighting.ts'
import type { Site } from '../adapter.ts'
import { argumentValue, boundFrom, option, optionValue, textOf } from '../arguments.ts'
import type { FoundTools } from '../json-tools.ts'
import { agentSighting, humanSighting, siteOf } from '../make-sighting.ts'
import { givenOptions, hasOption } from '../request-options.ts'
import { NAME } from './names.ts'
import { listed, promptInputs } from './prompts.ts'
import { partsOf } from './runnable.ts'
import { storeFrom } from './stores.ts'
import { argumentOf, toolList } from './tools.ts'

/** LangGraph's own: the steps of a run are bounded by `recursionLimit`, 25 where nobody sets it. */
export const DEFAULT_RECURSION: Bound = { state: 'default', steps: 25, at: undefined }
/** `AgentExecutor`. */
const DEFAULT_ITERATIONS: Bound = { state: 'default', steps: 15, at: undefined }

const PROMPTS = [
  'prompt',
  'systemPrompt',
  'instructions',
  'stateModifier',
  'messageModifier',
  'systemMessage',
]

/** `createAgent`, `createReactAgent`, `createSupervisor`, `createDeepAgent`: one factory, a graph inside. */
export function seeAgent(site: Site): Sighting[] {
  const { program } = site
  const maker = site.path.replace(/^.*[:.]/, '')
  const options = argumentValue(site, 0)
  const found = byFramework(toolList(program, optionValue(program, options, 'tools')))
  const at = siteOf(site)
  return [
    agentSighting(NAME, at, {
      name: textOf(program, optionValue(program, options, 'name')),
      inputs: PROMPTS.flatMap((name) =>
        givenOptions(program, options, name).flatMap((one) => systemInput(program, one)),
      ),
      tools: found.tools,
      moreTools: found.more,
      handoffs: handoffsOf(program, options),
      schema: hasOption(program, options, 'responseFormat'),
      bound:
        middlewareBound(program, options) ??
        boundFrom(program, option(program, options, 'recursionLimit')[0]) ??
        DEFAULT_RECURSION,
      hooks: ['middleware', 'preModelHook', 'postModelHook', 'shouldReturnDirect'].flatMap((name) =>
        givenOptions(program, options, name),
      ),
      memory: storeFrom(
        program,
        optionValue(program, options, 'checkpointer') ?? optionValue(program, options, 'checkpointSaver'),
      ),
    }),
    ...middlewareSightings(program, options, at),
    ...approvals(program, options),
    ...(maker === 'createDeepAgent' ? [text(at, 'framework-prompt', 'deepagents: its base prompt')] : []),
    ...(found.tools.length > 0 || found.more
      ? [text(at, 'error-text', 'tool node: "Please fix your mistakes."')]
      : []),
  ]
}

/** `prompt` may be a text, a message, a template, or a function that gives messages. */
function systemInput(program: Program, at: Expression): PromptInput[] {
  for (const one of program.uses.resolve(program.evaluate(at))) {
    const inner = promptInputs(program, one)
    if (inner !== undefined) return inner.map((input) => ({ ...input, role: 'system' }))
    if (one.kind === 'array') return listed(program, one)
  }
  return [{ role: 'system', at }]
}

/** `agents: [a, b]` of a supervisor or a swarm; `subagents` of a deep agent are options, not agents. */
function handoffsOf(program: Program, options: Value | undefined): Value[] {
  const list = optionValue(program, options, 'agents')
  if (list === undefined) return []
  return program.uses
    .resolve(list)
    .flatMap((one) => elementsOf(program, one))
    .flatMap((one) => program.uses.resolve(one))
    .map((one) => stripped(one))
}

/** `.withConfig(…)`, `.compile(…)` after an agent: the agent. */
function stripped(value: Value): Value {
  let at = value
  while (at.kind === 'called' && at.of.kind === 'member' && at.of.of.kind === 'called') at = at.of.of
  return at
}

function middlewares(program: Program, options: Value | undefined): Extract<Value, { kind: 'called' }>[] {
  const list = optionValue(program, options, 'middleware')
  if (list === undefined) return []
  return program.uses
    .resolve(list)
    .flatMap((one) => elementsOf(program, one))
    .flatMap((one) => program.uses.resolve(one))
    .filter((one) => one.kind === 'called')
}

function middlewareBound(program: Program, options: Value | undefined): Bound | undefined {
  for (const one of middlewares(program, options)) {
    if (pathOf(one)?.endsWith('modelCallLimitMiddleware()') !== true) continue
    const given = argumentOf(program, one, 0)
    const [limit] = [...option(program, given, 'runLimit'), ...option(program, given, 'threadLimit')]
    const bound = boundFrom(program, limit)
    if (bound !== undefined) return bound
  }
  return undefined
}

function middlewareSightings(program: Program, options: Value | undefined, at: Expression): Sighting[] {
  return middlewares(program, options).flatMap((one): Sighting[] => {
    const name = pathOf(one) ?? ''
    if (name.endsWith('humanInTheLoopMiddleware()'))
      return [humanSighting(NAME, one.site, 'approval', { durable: true })]
    if (
      name.endsWith('summarizationMiddleware()') &&
      !hasOption(program, argumentOf(program, one, 0), 'summaryPrompt')
    )
      return [text(at, 'compaction-prompt', 'summarization middleware: its own summary prompt')]
    return []
  })
}

/** `interruptBefore`, `interruptAfter`: the run stops at a node, and waits in the checkpointer. */
export function approvals(program: Program, options: Value | undefined): Sighting[] {
  return ['interruptBefore', 'interruptAfter'].flatMap((name) =>
    givenOptions(program, options, name)
      .filter((one) => !isEmptyList(program.evaluate(one)))
      .map((one) => humanSighting(NAME, one, 'approval', { durable: true })),
  )
}

function isEmptyList(value: Value): boolean {
  return value.kind === 'array' && isNode(value.node, 'ArrayExpression') && value.node.elements.length === 0
}

/** `new AgentExecutor({ agent, tools, maxIterations })`, and the initialisers with a hidden prompt. */
export function seeExecutor(site: Site): Sighting[] {
  const { program } = site
  const isInitialised = /initializeAgentExecutor/.test(site.path)
  const options = argumentValue(site, isInitialised ? 2 : 0)
  const step = isInitialised ? undefined : optionValue(program, options, 'agent')
  const parts = step && partsOf(program, step)
  const list = isInitialised ? argumentValue(site, 0) : optionValue(program, options, 'tools')
  const found = byFramework(toolList(program, list))
  const [limit] = option(program, options, 'maxIterations')
  const at = siteOf(site)
  return [
    agentSighting(NAME, at, {
      inputs: parts?.inputs ?? [],
      tools: found.tools.length > 0 ? found.tools : (parts?.tools ?? []).map(runByFramework),
      moreTools: found.more,
      bound: boundFrom(program, limit) ?? DEFAULT_ITERATIONS,
      memory: storeFrom(program, optionValue(program, options, 'memory')),
    }),
    ...(isInitialised ? [text(at, 'framework-prompt', 'initializeAgentExecutor: its own prompt')] : []),
  ]
}

function byFramework(found: FoundTools): FoundTools {
  return { ...found, tools: found.tools.map(runByFramework) }
}

function runByFramework(tool: ToolSighting): ToolSighting {
  return tool.runBy === 'provider' ? tool : { ...tool, runBy: 'framework' }
}

/** `new ToolNode(tools)`: LangGraph runs them, and answers a throw in its own words unless it is told not to. */
export function seeToolNode(site: Site): Sighting[] {
  const { program } = site
  const options = argumentValue(site, 1)
  const handles = optionValue(program, options, 'handleToolErrors')
  const isOwn = handles !== undefined && handles.kind !== 'literal'
  const isOff = handles?.kind === 'literal' && handles.value === false
  const { tools } = byFramework(toolList(program, argumentValue(site, 0)))
  return [
    ...tools,
    ...(isOwn || isOff ? [] : [text(siteOf(site), 'error-text', 'tool node: "Please fix your mistakes."')]),
  ]
}

export function text(
  at: Expression,
  kind: FrameworkTextSighting['text'],
  what: string,
): FrameworkTextSighting {
  return { kind: 'framework-text', framework: NAME, at, text: kind, what }
}

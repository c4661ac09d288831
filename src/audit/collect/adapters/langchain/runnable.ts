// What a runnable is made of: prompts, models, tools and parsers, through pipes, sequences, maps and bindings.
import type { Bound } from '../../../facts/model-call.ts'
import { elementsOf, entriesOf } from '../../program/elements.ts'
import type { Program } from '../../program/program.ts'
import { type Value, pathOf } from '../../program/value.ts'
import type { PromptInput, ToolSighting } from '../../sighting.ts'
import { boundFrom, inputs, option, optionValue, textOf } from '../arguments.ts'
import { type Receiver, receiverOf } from '../receiver.ts'
import { hasOption } from '../request-options.ts'
import {
  AGENT,
  CHAINS,
  CLASSIC_REACT,
  EXECUTOR,
  MODEL,
  MODEL_LOADER,
  STEP_AGENT,
  graphPath,
  path,
} from './names.ts'
import { promptInputs } from './prompts.ts'
import { argumentOf, toolList } from './tools.ts'

export interface Parts {
  /** It asks a model by itself. */
  asks: boolean
  readonly inputs: PromptInput[]
  readonly tools: ToolSighting[]
  more: boolean
  schema: boolean
  bound: Bound | undefined
  signal: boolean
  retries: 'sdk' | 'set'
  /** The agent or graph that is run. */
  runs: Value | undefined
}

const MAX_DEPTH = 12

export function partsOf(program: Program, value: Value): Parts {
  const parts: Parts = {
    asks: false,
    inputs: [],
    tools: [],
    more: false,
    schema: false,
    bound: undefined,
    signal: false,
    retries: 'sdk',
    runs: undefined,
  }
  walk({ program, parts, seen: new Set() }, value, 0)
  return parts
}

interface Walk {
  readonly program: Program
  readonly parts: Parts
  readonly seen: Set<unknown>
}

const GRAPH = graphPath(String.raw`(StateGraph|MessageGraph|Graph)\(\).*\.compile`, String.raw`\(\)`)
const FUNCTIONAL = graphPath('entrypoint', String.raw`\(\)(\(\))?`)
const SEQUENCE = path(String.raw`RunnableSequence(\.from)?`, String.raw`\(\)`)
const MAP = path(
  String.raw`RunnableMap(\.from)?|RunnableParallel(\.from)?|RunnablePassthrough\.assign|RunnableAssign`,
  String.raw`\(\)`,
)
const BRANCH = path(String.raw`RunnableBranch\.from`, String.raw`\(\)`)
const WITH_HISTORY = path('RunnableWithMessageHistory|RunnableBinding|RunnableRetry', String.raw`\(\)`)

function walk(at: Walk, value: Value, depth: number): void {
  if (depth > MAX_DEPTH) return
  for (const one of at.program.uses.resolve(value)) {
    const name = pathOf(one) ?? ''
    if (MODEL.test(name) || MODEL_LOADER.test(name)) at.parts.asks = true
    else if (one.kind === 'called') walkCall(at, one, name, depth)
    else if (one.kind === 'object' && depth > 0)
      for (const [, inner] of entriesOf(at.program, one)) walk(at, inner, depth + 1)
  }
}

function walkCall(at: Walk, one: Extract<Value, { kind: 'called' }>, name: string, depth: number): void {
  const { program, parts } = at
  const first = (): Value | undefined => argumentOf(program, one, 0)
  const next = (value: Value | undefined): void => {
    if (value !== undefined) walk(at, value, depth + 1)
  }
  const prompts = promptInputs(program, one)
  if (prompts !== undefined) addInputs(parts, prompts)
  else if (isAgent(name)) parts.runs = one
  else if (SEQUENCE.test(name)) {
    const list = first()
    if (list?.kind === 'object') for (const [, inner] of entriesOf(program, list)) next(inner)
    else if (list !== undefined) for (const inner of elementsOf(program, list)) next(inner)
  } else if (MAP.test(name)) {
    const map = first()
    if (map !== undefined) for (const [, inner] of entriesOf(program, map)) next(inner)
  } else if (BRANCH.test(name)) {
    for (const inner of elementsOf(program, first() ?? one)) next(branchOf(program, inner))
  } else if (WITH_HISTORY.test(name)) {
    next(optionValue(program, first(), 'runnable') ?? optionValue(program, first(), 'bound'))
  } else if (STEP_AGENT.test(name) || CLASSIC_REACT.test(name)) {
    parts.asks = true
    addAgentOptions(at, first(), depth)
  } else if (CHAINS.test(name)) {
    parts.asks = true
    addAgentOptions(at, first(), depth)
    for (const index of [1, 2]) addAgentOptions(at, argumentOf(program, one, index), depth)
  } else {
    const receiver = receiverOf(one.of)
    if (receiver !== undefined) step(at, one, receiver, next)
  }
}

function isAgent(name: string): boolean {
  return (
    GRAPH.test(name) ||
    FUNCTIONAL.test(name) ||
    EXECUTOR.test(name) ||
    (AGENT.test(name) && !CLASSIC_REACT.test(name))
  )
}

/** A method that gives another runnable: what it adds, then what it was called on. */
function step(
  { program, parts }: Walk,
  call: Extract<Value, { kind: 'called' }>,
  callee: Receiver,
  next: (value: Value | undefined) => void,
): void {
  const first = argumentOf(program, call, 0)
  const second = argumentOf(program, call, 1)
  next(callee.of)
  if (callee.name === 'pipe') {
    for (const index of [0, 1, 2, 3]) next(argumentOf(program, call, index))
  } else if (callee.name === 'bindTools') {
    addTools(program, parts, first)
    if (isForced(program, second)) parts.schema = true
  } else if (callee.name === 'bind' || callee.name === 'withConfig') {
    addConfig(program, parts, first)
    for (const key of ['tools', 'functions']) addTools(program, parts, optionValue(program, first, key))
    if (isForced(program, first) || hasOption(program, first, 'response_format', 'function_call'))
      parts.schema = true
  } else if (callee.name === 'withStructuredOutput') parts.schema = true
  else if (callee.name === 'withRetry') parts.retries = 'set'
}

/** One tool by name must be called: its input is the answer. */
function isForced(program: Program, options: Value | undefined): boolean {
  const choice = optionValue(program, options, 'tool_choice')
  if (choice === undefined) return false
  const word = textOf(program, choice)
  return word === undefined ? choice.kind === 'object' : !/^(auto|any|none|required)$/.test(word)
}

export function addConfig(program: Program, parts: Parts, config: Value | undefined): void {
  const [limit] = option(program, config, 'recursionLimit')
  const bound = boundFrom(program, limit)
  if (bound !== undefined) parts.bound = bound
  if (hasOption(program, config, 'signal')) parts.signal = true
}

function addTools(program: Program, parts: Parts, list: Value | undefined): void {
  const found = toolList(program, list)
  for (const tool of found.tools)
    if (!parts.tools.some((known) => known.at.node === tool.at.node))
      parts.tools.push(tool.runBy === 'unknown' ? { ...tool, runBy: 'code' } : tool)
  if (found.more) parts.more = true
}

function addInputs(parts: Parts, found: readonly PromptInput[]): void {
  for (const input of found)
    if (!parts.inputs.some((known) => known.at.node === input.at.node)) parts.inputs.push(input)
}

/** `{ llm, prompt, tools }` of a chain or of one step of an agent. */
function addAgentOptions(at: Walk, options: Value | undefined, depth: number): void {
  const { program, parts } = at
  if (options === undefined) return
  for (const key of [
    'prompt',
    'rephrasePrompt',
    'combineDocsChain',
    'combinePrompt',
    'questionGeneratorChainOptions',
    'llm',
  ])
    for (const one of option(program, options, key)) walk(at, program.evaluate(one), depth + 1)
  addInputs(
    parts,
    inputs(program, options, { template: 'user', qaTemplate: 'user', questionGeneratorTemplate: 'user' }),
  )
  addTools(program, parts, optionValue(program, options, 'tools'))
}

/** `[condition, runnable]`, or the runnable that is taken otherwise. */
function branchOf(program: Program, value: Value): Value {
  return value.kind === 'array' ? program.property(value, '1') : value
}

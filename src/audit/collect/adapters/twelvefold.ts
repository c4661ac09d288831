// Agents of this package's own runtime. What the runtime promises is said here once, and tested in src/runtime: results
// in one envelope, compact errors as events, a pause between choice and execution, runs that are kept.
import { elementsOf } from '../program/elements.ts'
import { type Node, isNode, nodesUnder } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, type Value, pathOf } from '../program/value.ts'
import type {
  AgentSighting,
  HumanSighting,
  PromptInput,
  Provided,
  Sighting,
  ToolSighting,
} from '../sighting.ts'
import type { Adapter, Site } from './adapter.ts'
import { argumentValue, boundFrom, givenTo, option, optionValue, textOf } from './arguments.ts'
import { isGiven } from './json-tools.ts'
import { agentSighting, humanSighting, siteOf, toolSighting } from './make-sighting.ts'

const NAME = 'twelvefold'

/** `twelvefold run NAME` finds agents by their place: `agents/NAME.ts`, `NAME/agent.ts` in the folder it is given. */
const LOADED = /(^|\/)(agents\/[^/]+|[^/]+\/agent)\.m?[jt]s$/

/** Of `defineAgent` where the agent brings no `decide`. */
const DEFAULT_STEPS = 20

export const twelvefold: Adapter = {
  name: NAME,
  title: 'twelvefold',
  packages: /^twelvefold(\/|$)/,
  calls: [
    { path: /^twelvefold(\/\w+)?:defineAgent$/, see: agent },
    {
      path: /^twelvefold(\/\w+)?:defineTool$/,
      see: (site) => toolFrom(site.program, site.program.evaluate(siteOf(site)), undefined),
    },
    { path: /^twelvefold(\/\w+)?:approvals$/, see: (site) => [approval(site)] },
  ],
}

function agent(site: Site): Sighting[] {
  const { program } = site
  const at = siteOf(site)
  const options = argumentValue(site, 0)
  const [decide] = option(program, options, 'decide')
  const policies = decide === undefined ? [] : policiesIn(program, decide)
  const found: AgentSighting = agentSighting(NAME, at, {
    name: textOf(program, optionValue(program, options, 'name')),
    inputs: promptFile(program, option(program, options, 'prompt')[0]),
    ...toolsOf(program, options, policies, decide !== undefined),
    schema: true,
    bound: boundOf(program, decide, policies),
    hooks: decide === undefined ? [] : [decide],
    ...(decide && { decides: decide }),
    memory: { kind: 'store', at, keeps: 'durable' },
    provides: provided(program, at, options, decide, policies),
    isLoaded: LOADED.test(at.module.path),
  })
  return [found, ...asked(found)]
}

interface Policy {
  readonly name: string
  readonly call: Expression
  readonly options: Value | undefined
  /** The predicate of an approval. */
  readonly predicate: Value | undefined
}

/** The calls of the package's policies inside `decide`, also where it is composed of functions. */
function policiesIn(program: Program, decide: Expression): Policy[] {
  const seen = new Set<Node>()
  const found: Policy[] = []
  const read = (value: Value): void => {
    for (const one of program.uses.resolve(value)) {
      if (one.kind !== 'function' || one.node.body === null || seen.has(one.node)) continue
      seen.add(one.node)
      for (const node of nodesUnder(one.node.body)) {
        if (!isNode(node, 'CallExpression')) continue
        const callee = program.evaluate({ module: one.module, node: node.callee })
        const name = /^twelvefold(?:\/\w+)?:(limits|approvals|noProgress|failingTools)$/.exec(
          pathOf(callee) ?? '',
        )?.[1]
        if (name === undefined) read(callee)
        else found.push(policy(program, name, { module: one.module, node }))
      }
    }
  }
  read(program.evaluate(decide))
  return found
}

function policy(program: Program, name: string, call: Expression): Policy {
  const value: Value = { kind: 'called', of: { kind: 'global', name }, site: call }
  return {
    name,
    call,
    options: givenTo(program, value, name === 'limits' ? 1 : 2),
    predicate: name === 'approvals' ? givenTo(program, value, 1) : undefined,
  }
}

function boundOf(
  program: Program,
  decide: Expression | undefined,
  policies: readonly Policy[],
): AgentSighting['bound'] {
  if (decide === undefined) return { state: 'default', steps: DEFAULT_STEPS, at: undefined }
  const limits = policies.filter(({ name }) => name === 'limits')
  const [steps] = limits.flatMap(({ options }) => option(program, options, 'steps'))
  return (
    boundFrom(program, steps) ?? { state: 'none', steps: undefined, at: decide.module.placeOf(decide.node) }
  )
}

function provided(
  program: Program,
  at: Expression,
  options: Value | undefined,
  decide: Expression | undefined,
  policies: readonly Policy[],
): Provided[] {
  const from = (name: string, key: string): Expression[] =>
    policies.filter((one) => one.name === name).flatMap((one) => option(program, one.options, key))
  const called = (name: string): Expression[] =>
    policies.filter((one) => one.name === name).map(({ call }) => call)
  const counted = [...from('limits', 'consecutiveErrors'), ...called('failingTools')]
  const thresholds = decide === undefined ? [at] : counted
  const [context = at] = option(program, options, 'context')
  return [
    { what: 'context-budget', at: context },
    { what: 'error-fed-back', at },
    { what: 'error-compact', at },
    { what: 'error-kinds', at },
    { what: 'thread', at },
    { what: 'launch', at },
    { what: 'pause', at },
    { what: 'resume', at },
    { what: 'signal', at },
    ...thresholds.map((one): Provided => ({ what: 'error-threshold', at: one })),
    ...called('noProgress').map((one): Provided => ({ what: 'no-progress', at: one })),
  ]
}

const PROMPT_NAME = /^[\w.-]+(\/[\w.-]+)*$/

/** Prompts are files under `prompts/`, loaded by name; what is no name is a text. */
function promptFile(program: Program, at: Expression | undefined): PromptInput[] {
  const name = at && textOf(program, program.evaluate(at))
  if (at === undefined) return []
  return [
    {
      role: 'system',
      at,
      ...(name !== undefined && PROMPT_NAME.test(name) && { file: `prompts/${name}.md` }),
    },
  ]
}

function toolsOf(
  program: Program,
  options: Value | undefined,
  policies: readonly Policy[],
  isDecided: boolean,
): Pick<AgentSighting, 'tools' | 'moreTools'> {
  const list = optionValue(program, options, 'tools')
  const elements =
    list === undefined ? [] : program.uses.resolve(list).flatMap((one) => elementsOf(program, one))
  const [at] = option(program, options, 'tools')
  const found = elements.map((one) => toolFrom(program, one, at))
  return {
    tools: found.flat().map((tool) => ({
      ...tool,
      gate: gateOf(program, tool, policies),
      runBy: isDecided ? 'code' : tool.runBy,
    })),
    moreTools: found.some((one) => one.length === 0),
  }
}

/** A name of the package, through whichever door. */
function nameOf(value: Value): string | undefined {
  return /^twelvefold(?:\/\w+)?:(\w+)$/.exec(pathOf(value) ?? '')?.[1]
}

const BUILT_IN: Readonly<Record<string, { readonly name: string; readonly effect: 'ask' | 'end' }>> = {
  requestHumanInput: { name: 'request_human_input', effect: 'ask' },
  doneForNow: { name: 'done_for_now', effect: 'end' },
}

function toolFrom(program: Program, value: Value, list: Expression | undefined): ToolSighting[] {
  const builtIn = BUILT_IN[nameOf(value) ?? '']
  if (builtIn !== undefined && list !== undefined)
    return [
      toolSighting(NAME, elementNamed(program, list, value) ?? list, builtIn.name, {
        effect: builtIn.effect,
        described: true,
        input: { kind: 'declared', schema: undefined },
        outputSchema: true,
        runBy: 'code',
        enveloped: true,
      }),
    ]
  return program.uses.resolve(value).flatMap((one) => {
    if (one.kind !== 'called' || nameOf(one.of) !== 'defineTool') return []
    const options = givenTo(program, one, 0)
    const schema = optionValue(program, options, 'input')
    return [
      toolSighting(NAME, one.site, textOf(program, optionValue(program, options, 'name')) ?? 'tool', {
        described: isGiven(optionValue(program, options, 'description')),
        input: { kind: schema === undefined ? 'unknown' : 'declared', schema },
        outputSchema: option(program, options, 'output').length > 0,
        handler: optionValue(program, options, 'run'),
        runBy: 'framework',
        enveloped: true,
        effect: textOf(program, optionValue(program, options, 'effect')) === 'read' ? 'read' : 'write',
      }),
    ]
  })
}

/** The place in the list where a tool of the package is named. */
function elementNamed(program: Program, list: Expression, value: Value): Expression | undefined {
  for (const one of program.uses.resolve(program.evaluate(list))) {
    if (one.kind !== 'array' || !isNode(one.node, 'ArrayExpression')) continue
    for (const node of one.node.elements)
      if (node !== null && pathOf(program.evaluate({ module: one.module, node })) === pathOf(value))
        return { module: one.module, node }
  }
  return undefined
}

/** An approval gates the tools that its predicate names; one that looks at no names gates them all. */
function gateOf(program: Program, tool: ToolSighting, policies: readonly Policy[]): Expression | undefined {
  return policies.find(({ predicate }) => {
    if (predicate === undefined) return false
    return program.uses.resolve(predicate).some((one) => {
      if (one.kind !== 'function') return false
      const nodes = [...nodesUnder(one.node)].map((node): Expression => ({ module: one.module, node }))
      return !nodes.some((at) => isToolName(program, at)) || nodes.some((at) => names(program, at, tool.name))
    })
  })?.call
}

/** `call.tool`, or what a pattern takes out of the call under that name. */
function isToolName(program: Program, at: Expression): boolean {
  if (!isNode(at.node, 'Identifier') && !isNode(at.node, 'MemberExpression')) return false
  const value = program.evaluate(at)
  return value.kind === 'parameter' && value.path.at(-1) === 'tool'
}

/** The name itself, or a list that holds it. */
function names(program: Program, at: Expression, name: string): boolean {
  if (isNode(at.node, 'Literal')) return at.node.value === name
  if (!isNode(at.node, 'Identifier')) return false
  return program.uses
    .resolve(program.evaluate(at))
    .flatMap((one) => (one.kind === 'array' ? elementsOf(program, one) : [one]))
    .some((one) => one.kind === 'literal' && one.value === name)
}

/** Whoever offers `request_human_input` asks people. */
function asked({ tools }: AgentSighting): HumanSighting[] {
  return tools
    .filter(({ name }) => name === 'request_human_input')
    .map(({ at }) => humanSighting(NAME, at, 'tool', { durable: true }))
}

function approval(site: Site): HumanSighting {
  const options = argumentValue(site, 2)
  const [deadline] = ['deadline', 'escalateTo'].flatMap((name) => option(site.program, options, name))
  return humanSighting(NAME, siteOf(site), 'approval', { durable: true, ...(deadline && { deadline }) })
}

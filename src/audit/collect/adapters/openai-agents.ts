import type { Bound } from '../../facts/model-call.ts'
import { isNode, memberName } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, type Value, alternatives, pathOf, union } from '../program/value.ts'
import type { AgentSighting, CallSighting, Sighting, ToolSighting } from '../sighting.ts'
import type { Adapter, ClassSite, Site } from './adapter.ts'
import { argumentValue, boundFrom, inputs, option, optionValue, textOf } from './arguments.ts'
import { type FoundTools, toolsOf } from './json-tools.ts'
import { agentSighting, callSighting, siteOf } from './make-sighting.ts'
import { NAME, agentsTool, handoffTargets, handoffsAddedTo, toolSightings } from './openai-agents-tools.ts'
import { superOptions } from './super-options.ts'

/** Turns of `run` where the caller sets none: DEFAULT_MAX_TURNS. */
const DEFAULT_TURNS = 10

const FROM = String.raw`^@openai\/agents(-core|-realtime|-openai|-extensions)?(\/[^:]+)?:(default\.)?`
const AGENT = String.raw`(Agent|RealtimeAgent|SandboxAgent)(\(\)|\.create\(\))(\.clone\(\))*`

const path = (rest: string): RegExp => new RegExp(FROM + rest)

const CONNECT = path(String.raw`RealtimeSession\(\)\.connect$`)

export const openaiAgents: Adapter = {
  name: NAME,
  title: 'OpenAI Agents SDK',
  packages: /^@openai\/agents(-core|-realtime|-openai|-extensions)?(\/|$)/,
  calls: [
    { path: path(String.raw`(Agent|RealtimeAgent|SandboxAgent)(\.create)?$`), see: made },
    { path: path(String.raw`${AGENT}\.clone$`), see: made },
    { path: path('run$'), see: (site) => [run(site)] },
    { path: path(String.raw`Runner\(\)\.run$`), see: (site) => [run(site)] },
    { path: CONNECT, see: (site) => [session(site)] },
    { path: path('RealtimeSession$'), see: sessionMade },
    { path: path('tool$'), see: toolSightings },
    { path: path(String.raw`${AGENT}\.asTool$`), see: toolSightings },
    {
      path: path('(MemorySession|OpenAIConversationsSession|OpenAIResponsesCompactionSession)$'),
      see: store,
    },
  ],
  classes: [
    {
      path: path('(Agent|RealtimeAgent|SandboxAgent)$'),
      see: (site) => [agent(site, siteOf(site), superOptions(site))],
    },
  ],
}

function made(site: Site): AgentSighting[] {
  return [agent(site, siteOf(site), argumentValue(site, 0))]
}

function agent({ program }: Site | ClassSite, at: Expression, options: Value | undefined): AgentSighting {
  const { tools, more } = toolsOfAgent(program, options)
  const behaviour = option(program, options, 'toolUseBehavior').filter(
    (at) => !isDefaultBehaviour(program, at),
  )
  return agentSighting(NAME, at, {
    name: textOf(program, optionValue(program, options, 'name')),
    inputs: inputs(program, options, { instructions: 'system' }),
    tools,
    moreTools: more,
    handoffs: [
      ...handoffTargets(program, optionValue(program, options, 'handoffs')),
      ...handoffsAddedTo(program, at),
    ],
    schema: option(program, options, 'outputType').length > 0 && !isText(program, options),
    bound: { state: 'default', steps: DEFAULT_TURNS, at: undefined },
    hooks: behaviour,
  })
}

function toolsOfAgent(program: Program, options: Value | undefined): FoundTools {
  const own = toolsOf(program, optionValue(program, options, 'tools'), agentsTool)
  const servers = toolsOf(program, optionValue(program, options, 'mcpServers'), agentsTool)
  const seen: ToolSighting[] = [...own.tools, ...servers.tools]
  return { tools: seen, more: own.more || servers.more || servers.tools.length > 0 }
}

function isText(program: Program, options: Value | undefined): boolean {
  return textOf(program, optionValue(program, options, 'outputType')) === 'text'
}

function isDefaultBehaviour(program: Program, at: Expression): boolean {
  return textOf(program, program.evaluate(at)) === 'run_llm_again'
}

/** `run(agent, input, { maxTurns, signal, … })`, of the module or of a `Runner`. */
function run(site: Site): CallSighting {
  const { program } = site
  const options = argumentValue(site, 2)
  const input = argumentValue(site, 1)
  const runner = site.callee.kind === 'member' ? site.callee.of : undefined
  const config = runner?.kind === 'called' ? configOf(program, runner) : undefined
  const filters = [options, config].flatMap((given) => option(program, given, 'callModelInputFilter'))
  const sessionPath = pathsOf(program, optionValue(program, options, 'session'))
  return callSighting(NAME, runner === undefined ? 'agents.run' : 'agents.Runner.run', siteOf(site), {
    inputs:
      input === undefined
        ? []
        : [{ role: 'messages', at: { module: site.module, node: site.node.arguments[1]! } }],
    bound: turns(program, option(program, options, 'maxTurns')[0]),
    hooks: [...filters, ...option(program, options, 'errorHandlers')],
    signal: option(program, options, 'signal').length > 0,
    hosted:
      ['previousResponseId', 'conversationId'].some((name) => option(program, options, name).length > 0) ||
      sessionPath.some((one) => /:OpenAI(Conversations|ResponsesCompaction)Session\(\)/.test(one)),
    runs: argumentValue(site, 0),
  })
}

function configOf(program: Program, runner: Extract<Value, { kind: 'called' }>): Value | undefined {
  const { module, node } = runner.site
  const [first] = 'arguments' in node ? node.arguments : []
  return first && program.evaluate({ module, node: first })
}

function pathsOf(program: Program, value: Value | undefined): string[] {
  return value === undefined ? [] : program.uses.resolve(value).flatMap((one) => pathOf(one) ?? [])
}

/** `maxTurns: null` takes the limit away. */
function turns(program: Program, at: Expression | undefined): Bound {
  if (at === undefined) return { state: 'default', steps: DEFAULT_TURNS, at: undefined }
  const isOff = [...alternatives(program.evaluate(at))].some(
    (one) => one.kind === 'literal' && one.value === null && at.module.textOf(at.node) === 'null',
  )
  return isOff ? { state: 'none', steps: undefined, at: at.module.placeOf(at.node) } : boundFrom(program, at)!
}

/** The call that opens a session which is kept where it cannot be followed, in a ref or a store. */
function sessionMade(site: Site): CallSighting[] {
  const { program, module } = site
  const connects = module.nodes('CallExpression').filter(({ callee }) => {
    return isNode(callee, 'MemberExpression') && memberName(callee) === 'connect'
  })
  const traced = connects.some((node) =>
    pathsOf(program, program.evaluate({ module, node: node.callee })).some((one) => CONNECT.test(one)),
  )
  if (traced) return []
  const at = { module, node: connects[0] ?? site.node }
  return [
    callSighting(NAME, 'agents.RealtimeSession.connect', at, {
      bound: { state: 'none', steps: undefined, at: undefined },
      runs: spokenTo(site),
    }),
  ]
}

const SPEAKING = path(String.raw`RealtimeAgent(\.create)?\(\)(\.clone\(\))*$`)

/** The agent of a session; one that a page hands in after a choice of its user may be any that is made to speak. */
function spokenTo(site: Site): Value | undefined {
  const { program } = site
  const given = argumentValue(site, 0)
  if (pathsOf(program, given).some((one) => SPEAKING.test(one))) return given
  const made = program.modules
    .filter(({ role }) => role !== 'test')
    .flatMap((module) => module.nodes('NewExpression').map((node) => program.evaluate({ module, node })))
    .filter((value) => SPEAKING.test(pathOf(value) ?? ''))
  return made.length === 0 ? given : union(made)
}

/** A conversation over a socket: the model speaks until the session is closed. */
function session(site: Site): CallSighting {
  const { program, callee } = site
  const made = callee.kind === 'member' && callee.of.kind === 'called' ? callee.of.site : undefined
  const [first] = made !== undefined && 'arguments' in made.node ? made.node.arguments : []
  return callSighting(NAME, 'agents.RealtimeSession.connect', siteOf(site), {
    bound: { state: 'none', steps: undefined, at: undefined },
    runs: made && first && program.evaluate({ module: made.module, node: first }),
  })
}

function store(site: Site): Sighting[] {
  return [
    { kind: 'store', at: siteOf(site), keeps: site.path.endsWith(':MemorySession') ? 'memory' : 'platform' },
  ]
}

import type { Bound } from '../../../facts/model-call.ts'
import type { Program } from '../../program/program.ts'
import { type Expression, type Value, union } from '../../program/value.ts'
import type { AgentSighting, CallSighting, Sighting } from '../../sighting.ts'
import type { Adapter, ClassSite, Site } from '../adapter.ts'
import {
  argument,
  argumentValue,
  boundFrom,
  givenTo,
  inputs,
  option,
  optionValue,
  textOf,
} from '../arguments.ts'
import { agentSighting, callSighting, siteOf } from '../make-sighting.ts'
import { hasOption, textOrMessages } from '../request-options.ts'
import { superOptions } from '../super-options.ts'
import { MASTRA, keptBy, memoryOf, registriesOf } from './stores.ts'
import { NAME, stepHumans, toolSightings, toolsOfAgent } from './tools.ts'
import { membersOf, workflow } from './workflows.ts'

/** Steps of `generate` and `stream` where nobody sets any. */
const DEFAULT_STEPS = 5

const AGENT = String.raw`(^@mastra\/core(\/agent)?:Agent\(\)|^@mastra\/core(\/mastra)?:Mastra\(\)\.(getAgent|getAgentById)\(\))`
const ASKS =
  '(generate|stream|generateVNext|streamVNext|generateLegacy|streamLegacy|network|streamObject|textObject|__text|resumeStream|resumeGenerate|approveToolCall|declineToolCall)'

export const mastra: Adapter = {
  name: NAME,
  title: 'Mastra',
  packages: /^@mastra\//,
  calls: [
    {
      path: /^@mastra\/core(\/agent)?:Agent$/,
      see: (site) => [agent(site, siteOf(site), argumentValue(site, 0))],
    },
    { path: new RegExp(`${AGENT}\\.${ASKS}$`), see: (site) => [ask(site)] },
    { path: /^@mastra\/core(\/tools)?:(createTool|Tool)$/, see: toolSightings },
    {
      path: /^@mastra\/core(\/workflows(\/legacy)?)?:(createWorkflow|Workflow|LegacyWorkflow)$/,
      see: workflow,
    },
    { path: /^@mastra\/core(\/workflows(\/legacy)?)?:(createStep|Step|LegacyStep)$/, see: stepHumans },
    {
      path: /^@mastra\/core(\/network(\/vNext)?)?:(AgentNetwork|NewAgentNetwork)$/,
      see: (site) => [network(site)],
    },
    {
      path: /^@mastra\/core(\/network(\/vNext)?)?:(AgentNetwork|NewAgentNetwork)\(\)\.(generate|stream|loop|loopStream)$/,
      see: (site) => [ask(site)],
    },
    { path: MASTRA, see: storage },
  ],
  classes: [
    {
      path: /^@mastra\/core(\/agent)?:Agent$/,
      see: (site) => [agent(site, siteOf(site), superOptions(site))],
    },
  ],
  // `mastra` as the framework hands it to steps and tools.
  loose: [
    {
      path: new RegExp(String.raw`^parameter:(.*\.)?(getAgent|getAgentById)\(\)\.${ASKS}$`),
      see: (site) => (importsMastra(site) ? [ask(site)] : []),
    },
  ],
}

function importsMastra({ module }: Site): boolean {
  return module.parsed.record.specifiers.some(({ value }) => value.startsWith('@mastra/'))
}

function agent({ program }: Site | ClassSite, at: Expression, options: Value | undefined): AgentSighting {
  const { tools, more } = toolsOfAgent(program, optionValue(program, options, 'tools'))
  const defaults = [
    'defaultOptions',
    'defaultStreamOptions',
    'defaultVNextStreamOptions',
    'defaultGenerateOptions',
    'defaultGenerateOptionsLegacy',
  ].map((name) => optionValue(program, options, name))
  const processors = ['inputProcessors', 'outputProcessors'].flatMap((name) => option(program, options, name))
  return agentSighting(NAME, at, {
    name: textOf(program, optionValue(program, options, 'name') ?? optionValue(program, options, 'id')),
    inputs: inputs(program, options, { instructions: 'system' }),
    tools,
    moreTools: more,
    handoffs: [
      ...membersOf(program, optionValue(program, options, 'agents')),
      ...membersOf(program, optionValue(program, options, 'workflows')),
    ],
    bound: defaults.flatMap((given) => ownBound(program, given) ?? [])[0] ?? byDefault,
    hooks: [...defaults.flatMap((given) => hooksOf(program, given)), ...processors],
    memory: memoryOf(program, option(program, options, 'memory')[0]),
  })
}

const byDefault: Bound = { state: 'default', steps: DEFAULT_STEPS, at: undefined }

function ownBound(program: Program, options: Value | undefined): Bound | undefined {
  const [steps] = ['maxSteps', 'maxIterations'].flatMap((name) => option(program, options, name))
  if (steps !== undefined) return boundFrom(program, steps)
  const [stop] = option(program, options, 'stopWhen')
  if (stop === undefined) return undefined
  const counted = program.uses
    .resolve(program.evaluate(stop))
    .flatMap((one) => givenTo(program, one, 0) ?? [])
    .flatMap((one) => (one.kind === 'literal' && typeof one.value === 'number' ? [one.value] : []))
  return { state: 'explicit', steps: counted[0], at: stop.module.placeOf(stop.node) }
}

function hooksOf(program: Program, options: Value | undefined): AgentSighting['hooks'] {
  return ['prepareStep', 'stopWhen', 'onIterationComplete', 'isTaskComplete'].flatMap((name) =>
    option(program, options, name),
  )
}

/** `agent.generate(messages, { maxSteps, … })`. */
function ask(site: Site): CallSighting {
  const { program, callee } = site
  const options = argumentValue(site, 1)
  const first = argument(site, 0)
  const method = callee.kind === 'member' ? callee.name : site.path.slice(site.path.lastIndexOf('.') + 1)
  const resumes = /^(resume|approve|decline)/.test(method)
  return callSighting(NAME, `agent.${method}`, siteOf(site), {
    inputs: [
      ...(first === undefined || resumes ? [] : [textOrMessages(program, first)]),
      ...inputs(program, options, { instructions: 'system', context: 'messages', system: 'system' }),
    ],
    ...extraTools(program, options),
    schema: hasOption(program, options, 'output', 'experimental_output', 'structuredOutput'),
    bound: ownBound(program, options) ?? byDefault,
    hooks: hooksOf(program, options),
    signal: hasOption(program, options, 'abortSignal'),
    retries: hasOption(program, options, 'maxRetries') ? 'set' : 'sdk',
    runs: agentOf(program, callee),
  })
}

function extraTools(program: Program, options: Value | undefined): Pick<CallSighting, 'tools' | 'moreTools'> {
  const { tools, more } = toolsOfAgent(program, optionValue(program, options, 'clientTools'))
  const sets = option(program, options, 'toolsets').length > 0
  return { tools, moreTools: more || sets }
}

/** The agent behind `agent.generate`, and behind `mastra.getAgent('name').generate`. */
function agentOf(program: Program, callee: Value): Value | undefined {
  if (callee.kind !== 'member') return undefined
  const { of } = callee
  if (of.kind !== 'called' || !isLookup(of.of)) return of
  const name = textOf(program, givenTo(program, of, 0))
  if (name === undefined) return undefined
  const found = registriesOf(program).flatMap(({ agents }) => {
    const one = agents && program.property(agents, name)
    return one === undefined || one.kind === 'member' ? [] : [one]
  })
  return found.length === 0 ? undefined : union(found)
}

function isLookup(of: Value): boolean {
  const name = of.kind === 'member' ? of.name : of.kind === 'parameter' ? of.path.at(-1) : undefined
  return name === 'getAgent' || name === 'getAgentById'
}

/** A model that routes between agents, as versions before 1 had it. */
function network(site: Site): AgentSighting {
  const { program } = site
  const options = argumentValue(site, 0)
  return agentSighting(NAME, siteOf(site), {
    name: textOf(program, optionValue(program, options, 'name')),
    inputs: inputs(program, options, { instructions: 'system' }),
    handoffs: [
      ...membersOf(program, optionValue(program, options, 'agents')),
      ...membersOf(program, optionValue(program, options, 'workflows')),
    ],
    bound: byDefault,
    memory: memoryOf(program, option(program, options, 'memory')[0]),
  })
}

function storage(site: Site): Sighting[] {
  const [at] = option(site.program, argumentValue(site, 0), 'storage')
  return at === undefined
    ? []
    : [{ kind: 'store', at, keeps: keptBy(site.program, site.program.evaluate(at)) }]
}

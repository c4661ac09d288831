// Claude Code as a library: `query` runs a whole agent, whose loop and tools are the package's own.
import type { Bound } from '../../facts/model-call.ts'
import { elementsOf } from '../program/elements.ts'
import type { Program } from '../program/program.ts'
import { type Value, alternatives, pathOf } from '../program/value.ts'
import type { CallSighting, PromptInput, Sighting, ToolSighting } from '../sighting.ts'
import type { Adapter, Site } from './adapter.ts'
import {
  argument,
  argumentValue,
  boundFrom,
  givenTo,
  inputs,
  option,
  optionValue,
  textOf,
} from './arguments.ts'
import { schemaKind } from './json-tools.ts'
import { callSighting, siteOf, toolSighting } from './make-sighting.ts'
import { membersOf } from './mastra/workflows.ts'
import { givenOptions, hasOption, textOrMessages } from './request-options.ts'

const NAME = 'claude-agent'

const FROM = String.raw`^@anthropic-ai\/claude-(agent-sdk|code):(\*\.)?`

const path = (rest: string): RegExp => new RegExp(FROM + rest)

export const claudeAgent: Adapter = {
  name: NAME,
  title: 'Claude Agent SDK',
  packages: /^@anthropic-ai\/claude-(agent-sdk|code)(\/|$)/,
  calls: [
    { path: path('query$'), see: query },
    { path: path('unstable_v2_prompt$'), see: (site) => [prompted(site, argumentValue(site, 1))] },
    { path: path(String.raw`unstable_v2_(createSession|resumeSession)\(\)\.send$`), see: sent },
    { path: path('tool$'), see: (site) => ownTools(site.program, site.program.evaluate(siteOf(site))) },
  ],
}

/** `query({ prompt, options })`: each run is an agent of its own. */
function query(site: Site): Sighting[] {
  const { program } = site
  const given = argumentValue(site, 0)
  const options = optionValue(program, given, 'options')
  const prompts = givenOptions(program, given, 'prompt').map((at) => textOrMessages(program, at))
  return [run(site, 'claude.query', options, prompts), ...preset(site, options)]
}

function prompted(site: Site, options: Value | undefined): CallSighting {
  const first = argument(site, 0)
  return run(site, 'claude.prompt', options, first === undefined ? [] : [textOrMessages(site.program, first)])
}

/** A session: its options stand where it was made. */
function sent(site: Site): Sighting[] {
  const made = site.callee.kind === 'member' ? site.callee.of : undefined
  const isResumed = made?.kind === 'called' && (pathOf(made.of) ?? '').endsWith('resumeSession')
  return [prompted(site, made && givenTo(site.program, made, isResumed ? 1 : 0))]
}

function run(
  site: Site,
  api: string,
  options: Value | undefined,
  prompts: readonly PromptInput[],
): CallSighting {
  const { program } = site
  const tools = serverTools(program, options)
  return callSighting(NAME, api, siteOf(site), {
    inputs: [...instructions(program, options), ...prompts],
    tools,
    // Its own tools come with the package: files, a shell, the web.
    moreTools: true,
    schema: hasOption(program, options, 'outputFormat'),
    bound: turns(program, options),
    hooks: ['canUseTool', 'hooks'].flatMap((name) => givenOptions(program, options, name)),
    signal: hasOption(program, options, 'abortController'),
    hosted: hasOption(program, options, 'resume', 'continue'),
  })
}

/** Nothing ends its loop but `maxTurns`. */
function turns(program: Program, options: Value | undefined): Bound {
  const [limit] = option(program, options, 'maxTurns')
  return boundFrom(program, limit) ?? { state: 'none', steps: undefined, at: undefined }
}

/** `systemPrompt` as a text or as what is added to the preset, and the prompts of sub-agents. */
function instructions(program: Program, options: Value | undefined): PromptInput[] {
  const system = optionValue(program, options, 'systemPrompt')
  const isPreset = optionValue(program, system, 'type') !== undefined
  return [
    ...inputs(
      program,
      isPreset ? system : options,
      isPreset ? { append: 'system' } : { systemPrompt: 'system' },
    ),
    ...inputs(program, options, { customSystemPrompt: 'system', appendSystemPrompt: 'system' }),
    ...membersOf(program, optionValue(program, options, 'agents')).flatMap((one) =>
      inputs(program, one, { prompt: 'system' }),
    ),
  ]
}

/** The Claude Code prompt is asked for by name, and is nobody's here. */
function preset(site: Site, options: Value | undefined): Sighting[] {
  const { program } = site
  const name = textOf(program, optionValue(program, optionValue(program, options, 'systemPrompt'), 'preset'))
  return name === undefined
    ? []
    : [
        {
          kind: 'framework-text',
          framework: NAME,
          at: siteOf(site),
          text: 'framework-prompt',
          what: `the system prompt "${name}" of the package`,
        },
      ]
}

/** The tools of `mcpServers: { name: createSdkMcpServer({ tools: [tool(…)] }) }`. */
function serverTools(program: Program, options: Value | undefined): ToolSighting[] {
  return membersOf(program, optionValue(program, options, 'mcpServers'))
    .flatMap((server) => program.uses.resolve(server))
    .filter((server) => path('createSdkMcpServer$').test(madeBy(server)))
    .flatMap((server) => optionValue(program, givenTo(program, server, 0), 'tools') ?? [])
    .flatMap((list) => program.uses.resolve(list))
    .flatMap((list) => elementsOf(program, list))
    .flatMap((one) => ownTools(program, one))
}

/** `tool(name, description, schema, handler)`: what it answers has the protocol's shape. */
function ownTools(program: Program, value: Value): ToolSighting[] {
  return [...alternatives(value)].flatMap((one) => {
    if (one.kind !== 'called' || !path('tool$').test(madeBy(one))) return []
    const schema = givenTo(program, one, 2)
    return [
      toolSighting(NAME, one.site, textOf(program, givenTo(program, one, 0)) ?? 'tool', {
        described: givenTo(program, one, 1) !== undefined,
        input: { kind: schema === undefined ? 'none' : schemaKind(schema), schema },
        handler: givenTo(program, one, 3),
        runBy: 'framework',
        enveloped: true,
      }),
    ]
  })
}

function madeBy(value: Value): string {
  return value.kind === 'called' ? (pathOf(value.of) ?? '') : ''
}

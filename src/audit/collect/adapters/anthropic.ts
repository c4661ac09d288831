import { pathOf, type Value } from '../program/value.ts'
import type { Program } from '../program/program.ts'
import type { CallSighting, Sighting, ToolSighting } from '../sighting.ts'
import type { Adapter, Site } from './adapter.ts'
import { argumentValue, boundFrom, inputs, option, optionValue, textOf } from './arguments.ts'
import { type FoundTools, jsonTool, noTools, toolsOf } from './json-tools.ts'
import { callSighting, siteOf, toolSighting } from './make-sighting.ts'
import { hasOption, requestCare } from './request-options.ts'

const NAME = 'anthropic'

/** The clients for Anthropic itself, Bedrock, Vertex, Foundry: `new Anthropic()`, whatever it was named on import. */
const CLIENT = String.raw`^@anthropic-ai\/(sdk|bedrock-sdk|vertex-sdk|foundry-sdk|aws-sdk)(\/[^:]+)?:(default|\*|BaseAnthropic|Anthropic\w*)(\.(default|Anthropic\w*))?\(\)(\.withOptions\(\))*`

export const anthropic: Adapter = {
  name: NAME,
  title: 'Anthropic SDK',
  packages: /^@anthropic-ai\/(sdk|bedrock-sdk|vertex-sdk|foundry-sdk|aws-sdk)(\/|$)/,
  calls: [
    {
      path: new RegExp(
        String.raw`${CLIENT}(\.beta)?(\.tools|\.promptCaching)?\.messages\.(create|stream|parse)$`,
      ),
      see: (site) => [messages(site)],
    },
    { path: new RegExp(String.raw`${CLIENT}\.beta\.messages\.toolRunner$`), see: toolRunner },
    { path: new RegExp(String.raw`${CLIENT}(\.beta)?\.messages\.batches\.create$`), see: batch },
    { path: new RegExp(String.raw`${CLIENT}\.completions\.create$`), see: completion },
  ],
}

function apiOf(site: Site): string {
  return `anthropic.${site.path.replace(/^.*?\(\)(\.withOptions\(\))*\./, '')}`
}

function messages(site: Site): CallSighting {
  const { program } = site
  const options = argumentValue(site, 0)
  const found = toolsIn(program, optionValue(program, options, 'tools'))
  return callSighting(NAME, apiOf(site), siteOf(site), {
    inputs: inputs(program, options, { system: 'system', messages: 'messages' }),
    tools: found.tools,
    moreTools: found.more || hasOption(program, options, 'mcp_servers'),
    schema: hasSchema(program, options),
    ...requestCare(program, argumentValue(site, 1)),
  })
}

/** An output format, or a tool that the model is forced to call: the answer is a value of its schema. */
function hasSchema(program: Program, options: Value | undefined): boolean {
  if (hasOption(program, options, 'output_format')) return true
  if (hasOption(program, optionValue(program, options, 'output_config'), 'format')) return true
  const choice = optionValue(program, options, 'tool_choice')
  return choice !== undefined && textOf(program, program.property(choice, 'type')) === 'tool'
}

/** The SDK's own loop: `while (true)` unless `max_iterations` bounds it; a failing tool is answered in its words. */
function toolRunner(site: Site): Sighting[] {
  const { program } = site
  const options = argumentValue(site, 0)
  const call = messages(site)
  const [limit] = option(program, options, 'max_iterations')
  const texts: Sighting[] = [frameworkText(site, 'error-text', 'tool runner: "Error: " and the message')]
  const compaction = optionValue(program, options, 'compactionControl')
  if (compaction !== undefined && !hasOption(program, compaction, 'summaryPrompt'))
    texts.push(frameworkText(site, 'compaction-prompt', 'tool runner: its own summary prompt'))
  return [
    {
      ...call,
      tools: call.tools.map((tool) => ({ ...tool, runBy: tool.runBy === 'code' ? 'framework' : tool.runBy })),
      bound: boundFrom(program, limit) ?? { state: 'none', steps: undefined, at: undefined },
    },
    ...texts,
  ]
}

function frameworkText(site: Site, text: 'error-text' | 'compaction-prompt', what: string): Sighting {
  return { kind: 'framework-text', framework: NAME, at: siteOf(site), text, what }
}

/** `requests: [{ custom_id, params }]`: the inputs are in the elements. */
function batch(site: Site): Sighting[] {
  const { program } = site
  return [
    callSighting(NAME, apiOf(site), siteOf(site), {
      inputs: inputs(program, argumentValue(site, 0), { requests: 'messages' }),
      ...requestCare(program, argumentValue(site, 1)),
    }),
  ]
}

function completion(site: Site): Sighting[] {
  const { program } = site
  return [
    callSighting(NAME, apiOf(site), siteOf(site), {
      inputs: inputs(program, argumentValue(site, 0), { prompt: 'user' }),
      ...requestCare(program, argumentValue(site, 1)),
    }),
  ]
}

function toolsIn(program: Program, list: Value | undefined): FoundTools {
  return list === undefined ? noTools : toolsOf(program, list, tool)
}

/** Tools that Anthropic runs itself; the other dated types (bash, text editor, computer, memory) are run by the client. */
const HOSTED = /^(web_search|web_fetch|code_execution|tool_search)/

function tool(program: Program, value: Value): ToolSighting | undefined {
  if (value.kind === 'called' && /:beta(Memory|Bash|TextEditor)\w*\(\)$/.test(pathOf(value) ?? ''))
    return toolSighting(NAME, value.site, 'memory', {
      described: true,
      input: { kind: 'declared', schema: undefined },
      runBy: 'code',
    })
  const type = value.kind === 'object' ? textOf(program, program.property(value, 'type')) : undefined
  if (value.kind === 'object' && type !== undefined && /_(\d{8}|latest)$/.test(type))
    return toolSighting(
      NAME,
      { module: value.module, node: value.node },
      textOf(program, program.property(value, 'name')) ?? type,
      {
        described: true,
        input: { kind: 'declared', schema: undefined },
        runBy: HOSTED.test(type) ? 'provider' : 'code',
      },
    )
  return type === 'mcp_toolset' ? undefined : jsonTool(NAME)(program, value)
}

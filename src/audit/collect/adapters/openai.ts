import type { Adapter, Site } from './adapter.ts'
import { argumentValue, inputs, option, optionValue } from './arguments.ts'
import { isGiven, jsonTool, noTools, toolsOf } from './json-tools.ts'
import type { CallSighting } from '../sighting.ts'

const NAME = 'openai'

/** The client: `new OpenAI()`, `new AzureOpenAI()`, whatever it was named on import. */
const CLIENT = String.raw`^openai(\/[^:]+)?:(default|\*|OpenAI|AzureOpenAI)(\.(OpenAI|AzureOpenAI|default))?\(\)(\.withOptions\(\))?`

export const openai: Adapter = {
  name: NAME,
  title: 'OpenAI SDK',
  packages: /^openai(\/|$)/,
  calls: [
    {
      path: new RegExp(String.raw`${CLIENT}(\.beta)?\.chat\.completions\.(create|parse|stream)$`),
      see: (site) => [chat(site)],
    },
    {
      path: new RegExp(String.raw`${CLIENT}(\.beta)?\.chat\.completions\.runTools$`),
      see: (site) => [toolRunner(site)],
    },
    {
      path: new RegExp(String.raw`${CLIENT}\.responses\.(create|parse|stream)$`),
      see: (site) => [responses(site)],
    },
    { path: new RegExp(String.raw`${CLIENT}\.completions\.create$`), see: (site) => [chat(site)] },
    {
      path: new RegExp(
        String.raw`${CLIENT}\.beta\.threads\.(runs\.(create|stream|createAndPoll|createAndStream)|createAndRun(Poll|Stream)?)$`,
      ),
      see: (site) => [assistant(site)],
    },
  ],
}

/** `openai.chat.completions.create`, from the path of the callee. */
function apiOf(site: Site): string {
  return `openai.${site.path.replace(/^.*?\(\)(\.withOptions\(\))?\./, '')}`
}

function base(site: Site): CallSighting {
  const options = argumentValue(site, 0)
  const requestOptions = argumentValue(site, 1)
  return {
    kind: 'call',
    framework: NAME,
    api: apiOf(site),
    at: { module: site.module, node: site.node },
    inputs: inputs(site.program, options, { messages: 'messages', prompt: 'user' }),
    tools: [],
    moreTools: false,
    schema: isGiven(optionValue(site.program, options, 'response_format')),
    bound: undefined,
    hooks: [],
    signal: option(site.program, requestOptions, 'signal').length > 0,
    retries: option(site.program, requestOptions, 'maxRetries').length > 0 ? 'set' : 'sdk',
    hosted: false,
    runs: undefined,
  }
}

function withTools(site: Site, sighting: CallSighting): CallSighting {
  const list = optionValue(site.program, argumentValue(site, 0), 'tools')
  const { tools, more } = list === undefined ? noTools : toolsOf(site.program, list, jsonTool(NAME))
  return { ...sighting, tools, moreTools: more }
}

function chat(site: Site): CallSighting {
  return withTools(site, base(site))
}

/** The SDK's own loop: it calls the tools' functions until no call is left. `maxChatCompletions` is 10 by default. */
function toolRunner(site: Site): CallSighting {
  const [limit] = option(site.program, argumentValue(site, 1), 'maxChatCompletions')
  const sighting = withTools(site, base(site))
  return {
    ...sighting,
    tools: sighting.tools.map((tool) => ({ ...tool, runBy: 'framework' })),
    bound:
      limit === undefined
        ? { state: 'default', steps: 10, at: undefined }
        : { state: 'explicit', steps: undefined, at: limit.module.placeOf(limit.node) },
  }
}

function responses(site: Site): CallSighting {
  const options = argumentValue(site, 0)
  const sighting = withTools(site, base(site))
  return {
    ...sighting,
    inputs: inputs(site.program, options, { instructions: 'system', input: 'messages' }),
    schema: isGiven(optionValue(site.program, options, 'text')),
    hosted: ['previous_response_id', 'conversation'].some(
      (name) => option(site.program, options, name).length > 0,
    ),
  }
}

function assistant(site: Site): CallSighting {
  const options = argumentValue(site, 1) ?? argumentValue(site, 0)
  return {
    ...withTools(site, base(site)),
    inputs: inputs(site.program, options, { instructions: 'system', additional_instructions: 'system' }),
    hosted: true,
  }
}

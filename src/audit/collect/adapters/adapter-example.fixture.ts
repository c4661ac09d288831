import type { Adapter, Site } from './adapter.ts'
import { argument, argumentValue, boundFrom, inputs, option, optionValue, textOf } from './arguments.ts'
import { jsonTool, toolsOf } from './json-tools.ts'
import { agentSighting, callSighting, siteOf } from './make-sighting.ts'

/** `new Agent({ name, system, tools, maxSteps })` and `agent.ask(text)` of `acme-agents`. */
export const acme: Adapter = {
  name: 'acme',
  title: 'Acme Agents',
  packages: /^acme-agents(\/|$)/,
  calls: [
    { path: /^acme-agents:Agent$/, see: (site) => [agent(site)] },
    { path: /^acme-agents:Agent\(\)\.ask$/, see: (site) => [ask(site)] },
  ],
}

const agent = (site: Site) => {
  const { program } = site
  const options = argumentValue(site, 0)
  const { tools, more } = toolsOf(program, optionValue(program, options, 'tools'), jsonTool('acme'))
  return agentSighting('acme', siteOf(site), {
    name: textOf(program, optionValue(program, options, 'name')),
    inputs: inputs(program, options, { system: 'system' }),
    tools,
    moreTools: more,
    // Nobody sets it: the framework goes on until the model stops.
    bound: boundFrom(program, option(program, options, 'maxSteps')[0]) ?? {
      state: 'none',
      steps: undefined,
      at: undefined,
    },
  })
}

const ask = (site: Site) => {
  const text = argument(site, 0)
  return callSighting('acme', 'agent.ask', siteOf(site), {
    inputs: text === undefined ? [] : [{ role: 'user', at: text }],
    runs: site.callee.kind === 'member' ? site.callee.of : undefined,
  })
}

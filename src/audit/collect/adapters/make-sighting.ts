// Sightings with everything that an adapter did not see left at its quietest value.
import type { AgentSighting, CallSighting, HumanSighting, ToolSighting } from '../sighting.ts'
import type { Expression } from '../program/value.ts'
import type { ClassSite, Site } from './adapter.ts'

export function siteOf(site: Site | ClassSite): Expression {
  return { module: site.module, node: site.node }
}

export function callSighting(
  framework: string,
  api: string,
  at: Expression,
  over: Partial<CallSighting>,
): CallSighting {
  return {
    kind: 'call',
    framework,
    api,
    at,
    inputs: [],
    tools: [],
    moreTools: false,
    schema: false,
    bound: undefined,
    hooks: [],
    signal: false,
    retries: 'sdk',
    hosted: false,
    runs: undefined,
    ...over,
  }
}

export function agentSighting(
  framework: string,
  at: Expression,
  over: Partial<AgentSighting>,
): AgentSighting {
  return {
    kind: 'agent',
    framework,
    at,
    name: undefined,
    inputs: [],
    tools: [],
    moreTools: false,
    handoffs: [],
    schema: false,
    bound: undefined,
    hooks: [],
    memory: undefined,
    isWorkflow: false,
    ...over,
  }
}

export function toolSighting(
  framework: string,
  at: Expression,
  name: string,
  over: Partial<ToolSighting>,
): ToolSighting {
  return {
    kind: 'tool',
    framework,
    at,
    name,
    described: false,
    input: { kind: 'none', schema: undefined },
    outputSchema: false,
    handler: undefined,
    runBy: 'unknown',
    gate: undefined,
    agent: undefined,
    ...over,
  }
}

export function humanSighting(
  framework: string,
  at: Expression,
  how: HumanSighting['how'],
  over: Partial<HumanSighting> = {},
): HumanSighting {
  return { kind: 'human', framework, at, how, durable: false, awaited: true, ...over }
}

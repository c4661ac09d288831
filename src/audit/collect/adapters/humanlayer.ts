import type { HumanSighting, Sighting, ToolSighting } from '../sighting.ts'
import type { Adapter, Site } from './adapter.ts'
import { humanSighting, siteOf, toolSighting } from './make-sighting.ts'

const NAME = 'humanlayer'

const CLIENT = String.raw`^(humanlayer|@humanlayer\/sdk)(\/[^:]+)?:(humanlayer|HumanLayer|AsyncHumanLayer|default)(\(\))?`

const path = (rest: string): RegExp => new RegExp(CLIENT + rest)

/** Requests that are kept by the service, and answered to a webhook: the process may go. */
const kept = { durable: true, awaited: true } as const
/** Waits by polling: the process stays. */
const polled = { durable: false, awaited: true } as const

const asks =
  (how: HumanSighting['how'], over: Partial<HumanSighting>) =>
  (site: Site): Sighting[] => [humanSighting(NAME, siteOf(site), how, over)]

export const humanlayer: Adapter = {
  name: NAME,
  title: 'HumanLayer',
  packages: /^(humanlayer|@humanlayer\/sdk)(\/|$)/,
  aside: 'anywhere',
  calls: [
    { path: path(String.raw`\.createHumanContact$`), see: asks('tool', kept) },
    { path: path(String.raw`\.createFunctionCall$`), see: asks('approval', kept) },
    { path: path(String.raw`\.(fetchHumanContact|fetchHumanResponse)$`), see: asks('tool', polled) },
    { path: path(String.raw`\.fetchHumanApproval$`), see: asks('approval', polled) },
    { path: path(String.raw`\.requireApproval(\(\)\.wrap)?$`), see: asks('approval', polled) },
    { path: path(String.raw`\.humanAsTool$`), see: humanTool },
  ],
}

/** A function that asks a person, to be offered to a model. */
function humanTool(site: Site): Sighting[] {
  const tool: ToolSighting = toolSighting(NAME, siteOf(site), 'contact_human', {
    described: true,
    input: { kind: 'declared', schema: undefined },
    runBy: 'code',
  })
  return [tool, humanSighting(NAME, siteOf(site), 'tool', polled)]
}

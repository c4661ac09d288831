import type { Region } from '../agents/draft.ts'
import { functionsOf } from '../program/elements.ts'
import { alternatives } from '../program/value.ts'
import { isInside, isNode, nodesUnder } from '../program/node.ts'
import type { Scene } from '../scene.ts'
import type { HumanSighting, ToolSighting } from '../sighting.ts'

/** A tool whose purpose is to ask a person, with the means that it uses, as far as it has one. */
export interface AskingTool {
  readonly tool: ToolSighting
  readonly means: HumanSighting | undefined
}

const PERSON = String.raw`(human|user|person|people|operator|reviewer|manager|supervisor|customer|approver|colleague|team ?mate)`
const ASKS = new RegExp(
  String.raw`\b(ask|asks|asking|request|requests|require|requires|get|gets|seek|seeks|obtain|obtains|wait for|consult|prompt|contact|escalate to|hand ?off to)\b[^.]{0,50}\b${PERSON}\b|\b${PERSON}(['’]s)?\b[^.]{0,30}\b(approval|confirmation|clarification|feedback|input|permission|consent|answer|decision)\b|\b(clarif(y|ication)|confirmation|approval)\b[^.]{0,40}\b(from|by|of)\b[^.]{0,20}\b${PERSON}\b|\b(follow-?up|clarifying) questions?\b[^.]{0,40}\b${PERSON}\b|\brequest_more_information\b`,
  'i',
)
/** Looks up what is stored about a person, and asks nobody. */
const LOOKS_UP =
  /\b(get|gets|fetch|look ?up|retrieve|read)\b[^.]{0,30}\b(user|customer|person|manager)(['’]s)?\b[^.]{0,20}\b(preferences?|profile|style|data|details|record|information|settings|account|orders?|name|id|input)\b/i

export function askingTools(scene: Scene): AskingTool[] {
  const sightings = scene.sightings.filter((one): one is HumanSighting => one.kind === 'human')
  return scene.tools.flatMap((tool): AskingTool[] => {
    const code = handlerCode(scene, tool)
    const means = sightings.find(({ at }) =>
      code.some(({ module, node }) => module === at.module && isInside(at.node, node)),
    )
    if (means !== undefined) return [{ tool, means }]
    // What needs an approval says so, and is asked for at its gate.
    if (tool.agent !== undefined || tool.runBy === 'provider' || tool.gate !== undefined) return []
    return saysThatItAsks(scene, tool) ? [{ tool, means: undefined }] : []
  })
}

function handlerCode(scene: Scene, { handler }: ToolSighting): Region[] {
  if (handler === undefined) return []
  return functionsOf(scene.program, handler).flatMap(({ module, node }) => [
    { module, node },
    ...scene.graph.reachedFrom({ module, node }),
  ])
}

/** What it tells the model about itself: its description, not those of its parameters. */
function saysThatItAsks(scene: Scene, { at }: ToolSighting): boolean {
  const text = descriptionOf(scene, at)
  return ASKS.test(text) && !LOOKS_UP.test(text)
}

function descriptionOf(scene: Scene, { module, node }: ToolSighting['at']): string {
  if (module.path.endsWith('.baml')) return bamlDescription(module.textOf(node))
  for (const inner of nodesUnder(node)) {
    if (!isNode(inner, 'Property') || !isNode(inner.key, 'Identifier') || inner.key.name !== 'description')
      continue
    const [said] = alternatives(scene.program.evaluate({ module, node: inner.value }))
    return said?.kind === 'literal' ? String(said.value) : module.textOf(inner.value)
  }
  return ''
}

/** The intent's own line: the descriptions of the other fields are about parameters. */
function bamlDescription(text: string): string {
  const [, name] = /^\s*(?:intent|type|action)\s+"([^"]+)"/m.exec(text) ?? []
  return `${name ?? ''} ${/^\s*(?:intent|type|action)\s+"[^"]+"[^\n]*/m.exec(text)?.[0] ?? ''}`
}

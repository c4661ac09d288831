import type { HumanContact } from '../../facts/human-contact.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { isInside } from '../program/node.ts'
import type { Expression } from '../program/value.ts'
import { type Scene, idAt } from '../scene.ts'
import type { HumanSighting, ToolSighting } from '../sighting.ts'
import { storesOf } from '../state/stores.ts'
import { hasDeadline, isJoined } from './answers.ts'
import { storesIn } from '../tools/branch-gates.ts'
import { leavesLoop } from '../tools/leaving.ts'
import { runsOfTool } from '../tools/runs.ts'
import { startsOf } from '../triggers/triggers.ts'
import { askingTools } from './asking-tools.ts'
import { chosenTool } from './chosen-tool.ts'
import { keepsHistory } from './kept-history.ts'
import { isOnTheWay } from './on-the-way.ts'
import { momentOf } from './when-asked.ts'

/** Every place where a person is asked, each once. */
export function humanContactsOf(scene: Scene): HumanContact[] {
  if (scene.drafts.length === 0) return []
  const found = new Map<string, HumanContact>()
  const add = (one: HumanContact): void => {
    if (!found.has(one.id)) found.set(one.id, one)
  }
  for (const sighting of scene.sightings)
    if (sighting.kind === 'human' && sighting.at.module.role !== 'test') {
      const one = ofSighting(scene, sighting)
      if (!one.initial || isOnTheWay(scene, sighting.at)) add(one)
    }
  for (const { tool, means } of askingTools(scene)) {
    // What stands in the tool's own text is listed there.
    const isListed = means?.at.module === tool.at.module && isInside(means.at.node, tool.at.node)
    if (!isListed) add(ofTool(scene, tool, means))
  }
  for (const tool of scene.tools) if (tool.gate !== undefined) add(ofGate(scene, tool, tool.gate))
  return [...found.values()]
}

function contact(at: Expression, over: Partial<HumanContact> & Pick<HumanContact, 'how'>): HumanContact {
  return {
    ...at.module.placeOf(at.node),
    id: idAt(at),
    durable: false,
    awaited: true,
    deadline: false,
    joined: undefined,
    initial: false,
    ...over,
  }
}

function ofSighting(scene: Scene, sighting: HumanSighting): HumanContact {
  const { at, how, durable, awaited } = sighting
  const seen = {
    how,
    durable,
    awaited,
    deadline: hasDeadline(scene, sighting),
    joined: isJoined(scene, sighting),
  }
  if (how === 'readline') return ofQuestion(scene, at, seen)
  const tool = how === 'tool' ? chosenTool(scene, at) : undefined
  return contact(tool?.at ?? at, seen)
}

/** A question at a terminal is the first task, a setting, the turn of a chat, or about what the model did. */
function ofQuestion(
  scene: Scene,
  at: Expression,
  seen: Pick<HumanContact, 'how' | 'deadline'>,
): HumanContact {
  const { when, loop } = momentOf(scene, at)
  if (when === 'during') return contact(at, seen)
  if (loop === undefined) return contact(at, { ...seen, initial: true })
  const kept = loop.agents.filter((draft) => keepsHistory(scene, draft, loop))
  if (kept.length === 0) return contact(at, { ...seen, initial: true })
  return contact(at, { ...seen, how: 'chat', durable: kept.some((draft) => outlives(scene, draft)) })
}

function outlives(scene: Scene, draft: AgentDraft): boolean {
  return storesOf(scene, draft).some(({ keeps }) => keeps === 'durable' || keeps === 'platform')
}

function ofTool(scene: Scene, tool: ToolSighting, means: HumanSighting | undefined): HumanContact {
  if (means !== undefined)
    return contact(tool.at, {
      how: 'tool',
      durable: means.durable,
      awaited: means.awaited,
      deadline: hasDeadline(scene, means),
      joined: isJoined(scene, means),
    })
  // Without a handler the run ends with the question, and goes on when the client sends its result.
  const isClients = tool.handler === undefined && STATELESS.test(tool.framework)
  const drafts = scene.drafts.filter((draft) => draft.tools.some((one) => one.at.node === tool.at.node))
  const isInterrupted = drafts.some((draft) => isGatedByGraph(scene, draft))
  const isStored = drafts.some((draft) => storesAndLeaves(scene, draft, tool))
  const durable = isClients || isInterrupted || isStored
  const isAnswered = isStored && startsOf(scene).some(({ does, kind }) => does !== 'launch' && kind !== 'cli')
  const joined = isClients || isAnswered ? true : undefined
  return contact(tool.at, { how: 'tool', durable, awaited: true, joined })
}

/** The loop writes the run to its store and ends where the tool was chosen. */
function storesAndLeaves(scene: Scene, draft: AgentDraft, tool: ToolSighting): boolean {
  if (!outlives(scene, draft)) return false
  return runsOfTool(scene, draft, tool).some(
    ({ at, names }) =>
      names !== undefined && leavesLoop(scene, [draft], at) && storesIn(scene, [draft], at) !== undefined,
  )
}

/** The graph around it interrupts itself before tools of this kind. */
function isGatedByGraph(scene: Scene, draft: AgentDraft): boolean {
  return scene.sightings.some(
    (one) =>
      one.kind === 'human' &&
      one.durable &&
      one.how === 'approval' &&
      draft.graph !== undefined &&
      draft.owned.some(({ module, node }) => module === one.at.module && isInside(one.at.node, node)),
  )
}

const STATELESS = /^(ai-sdk|cloudflare-agents)$/

/** `needsApproval`: the library gives the request out with an id, and takes the decision with it. */
function ofGate(scene: Scene, tool: ToolSighting, gate: Expression): HumanContact {
  const drafts = scene.drafts.filter((draft) => draft.tools.some((one) => one.at.node === tool.at.node))
  const durable = STATELESS.test(tool.framework) || drafts.some((draft) => outlives(scene, draft))
  return contact(gate, { how: 'approval', durable, awaited: true, joined: durable ? true : undefined })
}

import type { Composition } from '../../facts/agent.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { boundOf } from '../control/bound.ts'
import type { Scene } from '../scene.ts'
import { sightAt } from '../sight-at.ts'
import { overheadOf } from './overhead.ts'

/** How agents call each other, and how much one request carries. */
export function compositionOf(scene: Scene, draft: AgentDraft): Composition {
  const circle = circleFrom(draft)
  return {
    cycle:
      circle &&
      sightAt(draft.sighting?.at ?? draft.region, 'agent-cycle', circle.map(({ name }) => name).join(' → ')),
    capped: circle !== undefined && started(circle).some((one) => isBounded(scene, one)),
    toolsPerRequest: mostTools(draft),
    overheadTokens: overheadOf(scene, draft),
  }
}

/** The shortest way over members that comes back. A recursion of one agent is its own loop. */
function circleFrom(draft: AgentDraft): AgentDraft[] | undefined {
  const seen = new Set<unknown>()
  let ways: AgentDraft[][] = [[draft]]
  while (ways.length > 0) {
    const next: AgentDraft[][] = []
    for (const way of ways)
      for (const member of way.at(-1)!.members) {
        if (member.region.node === draft.region.node) return [...way, draft]
        if (seen.has(member.region.node)) continue
        seen.add(member.region.node)
        next.push([...way, member])
      }
    ways = next
  }
  return undefined
}

/** Whoever is handed over to goes on in the run of the first: a limit of its own, or a default, is not in force. */
function started(circle: readonly AgentDraft[]): readonly AgentDraft[] {
  const first = circle.filter(({ calls }) => calls.some(({ runs }) => runs !== undefined))
  return first.length > 0 ? first : circle
}

/** A limit of the run counts hand-overs too. */
function isBounded(scene: Scene, draft: AgentDraft): boolean {
  const { state } = boundOf(scene, draft)
  return state === 'explicit' || (state === 'default' && (draft.sighting?.handoffs.length ?? 0) > 0)
}

/** The most that one request can carry; undefined when some could not be listed. */
function mostTools({ sighting, calls, tools, moreTools }: AgentDraft): number | undefined {
  if (moreTools) return undefined
  const own = sighting === undefined ? 0 : sighting.tools.length + sighting.handoffs.length
  const counts = calls.map((call) => (call.runs === undefined ? call.tools.length : own + call.tools.length))
  return counts.length === 0 ? Math.max(own, tools.length) : Math.max(own, ...counts)
}

import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { contextOf } from '../context/context.ts'
import { isInside } from '../program/node.ts'
import type { Expression } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import type { FrameworkTextSighting } from '../sighting.ts'
import { sightAt } from '../sight-at.ts'
import { isReached } from './reached.ts'
import { repliesOf, transportOf } from './transport.ts'

/** What surrounds an agent's code: whether anything reaches it, its transports, its answers, the framework's own text. */
export interface Surroundings {
  readonly reached: boolean
  readonly conversational: boolean
  readonly transport: readonly Sight[]
  readonly replies: readonly Sight[]
  readonly frameworkText: readonly Sight[]
}

export function surroundingsOf(scene: Scene, draft: AgentDraft): Surroundings {
  return {
    reached: isReached(scene, draft),
    conversational: isConversational(scene, draft),
    transport: transportOf(scene, draft),
    replies: repliesOf(scene, draft),
    frameworkText: frameworkTextOf(scene, draft),
  }
}

/** A later request sees what an earlier one brought: a cycle, a history that somebody keeps or sends again. */
function isConversational(scene: Scene, draft: AgentDraft): boolean {
  if (draft.cycle !== undefined) return true
  if (draft.kind === 'workflow')
    return draft.sighting?.memory !== undefined || draft.graph?.memory !== undefined
  const { input } = contextOf(scene, draft)
  return input !== 'one-shot' && (input !== 'built' || draft.kind !== 'single-call')
}

function frameworkTextOf({ sightings }: Scene, draft: AgentDraft): Sight[] {
  const places: Expression[] = [
    ...draft.owned,
    ...(draft.sighting === undefined ? [] : [draft.sighting.at]),
    ...draft.tools.map(({ at }) => at),
    ...draft.calls.map(({ at }) => at),
  ]
  return sightings
    .filter((one): one is FrameworkTextSighting => one.kind === 'framework-text')
    .filter(({ at }) => places.some(({ module, node }) => module === at.module && isInside(at.node, node)))
    .map(({ at, text, what }) => sightAt(at, text, what))
}

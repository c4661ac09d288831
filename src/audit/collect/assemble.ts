import type { Agent } from '../facts/agent.ts'
import type { HumanContact } from '../facts/human-contact.ts'
import type { ModelCall } from '../facts/model-call.ts'
import type { Place } from '../facts/place.ts'
import type { Prompt } from '../facts/prompt.ts'
import type { Trigger } from '../facts/trigger.ts'
import type { AgentDraft } from './agents/draft.ts'
import { compositionOf } from './code/composition.ts'
import { sizeOf } from './code/size.ts'
import { surroundingsOf } from './code/surroundings.ts'
import { contextOf } from './context/context.ts'
import { controlOf } from './control/control.ts'
import { dispatchOf } from './control/dispatch.ts'
import { errorsOf } from './errors/errors.ts'
import { impuritiesOf } from './purity/impurities.ts'
import { withProvided } from './provided.ts'
import { type Scene, idAt, toolId } from './scene.ts'
import { stateOf } from './state/state.ts'
import { waitingOf } from './state/waiting.ts'

/** The lists that agents point into. */
export interface Lists {
  readonly modelCalls: readonly ModelCall[]
  readonly prompts: readonly Prompt[]
  readonly humans: readonly HumanContact[]
  readonly triggers: readonly Trigger[]
}

/** All facts of one agent: each topic in its own folder, none of which knows another. */
export function assemble(scene: Scene, draft: AgentDraft, lists: Lists): Agent {
  const calls = draft.calls.map(({ at }) => idAt(at))
  return withProvided(draft, {
    ...draft.region.module.placeOf(draft.region.node),
    id: draft.id,
    name: draft.name,
    kind: draft.kind,
    framework: draft.framework,
    calls,
    prompts: lists.prompts
      .filter((prompt) => prompt.agents.includes(draft.id) || prompt.calls.some((id) => calls.includes(id)))
      .map(({ id }) => id),
    tools: draft.tools.map(toolId),
    humans: lists.humans.filter((human) => isIn(human, draft)).map(({ id }) => id),
    triggers: lists.triggers.filter(({ agents }) => agents.includes(draft.id)).map(({ id }) => id),
    members: draft.members.map(({ id }) => id),
    size: sizeOf(scene, draft),
    control: controlOf(scene, draft),
    dispatch: dispatchOf(scene, draft),
    context: contextOf(scene, draft),
    state: stateOf(scene, draft),
    waiting: waitingOf(scene, draft),
    errors: errorsOf(scene, draft),
    composition: compositionOf(scene, draft),
    impurities: impuritiesOf(scene, draft),
    ...surroundingsOf(scene, draft),
  })
}

/** A place inside the agent's own code, or a tool that it offers. */
function isIn(place: Place, draft: AgentDraft): boolean {
  const regions = [...draft.owned, ...draft.tools.map(({ at }) => at)]
  return regions.some(({ module, node }) => {
    if (module.path !== place.file) return false
    const { line, endLine } = module.placeOf(node)
    return place.line >= line && place.line <= endLine
  })
}

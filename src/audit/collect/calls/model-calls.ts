import type { CallOutput, ModelCall } from '../../facts/model-call.ts'
import type { Prompt } from '../../facts/prompt.ts'
import type { Sight } from '../../facts/place.ts'
import { draftOf } from '../agents/draft-of.ts'
import { guardOf } from '../errors/guard.ts'
import { around, isLoop, isNode } from '../program/node.ts'
import { idAt, toolId, type Scene } from '../scene.ts'
import type { CallSighting } from '../sighting.ts'
import { textUseOf } from './text-use.ts'

/** All model calls of production code, with the prompts that reach them. */
export function modelCallsOf(scene: Scene, prompts: readonly Prompt[]): ModelCall[] {
  return scene.calls.map((call) => {
    const id = idAt(call.at)
    const output = shapeOf(scene, call)
    const textUse = output === 'schema' ? [] : textUseOf(scene.program, call)
    return {
      ...call.at.module.placeOf(call.at.node),
      id,
      api: call.api,
      framework: call.framework,
      output: output === 'text' && isJson(textUse) ? 'json' : output,
      textUse,
      guarded: guardOf(scene, call.at).kind,
      cancellable: call.signal,
      retries: call.retries === 'none' && isTriedAgain(call) ? 'own' : call.retries,
      bound: call.bound,
      hostedHistory: call.hosted,
      prompts: prompts.filter(({ calls }) => calls.includes(id)).map((prompt) => prompt.id),
      tools: call.tools.map(toolId),
    }
  })
}

/** What is asked for on the wire; a run asks for what its agent is declared with. */
function shapeOf(scene: Scene, call: CallSighting): CallOutput {
  const agent = call.runs && draftOf(scene.search, call.runs, scene.drafts)
  if (call.schema || agent?.sighting?.schema) return 'schema'
  const hasTools =
    call.tools.length > 0 || call.moreTools || (agent && (agent.tools.length > 0 || agent.moreTools))
  return hasTools || (agent?.sighting?.handoffs.length ?? 0) > 0 ? 'tools' : 'text'
}

const isJson = (uses: readonly Sight[]): boolean =>
  uses.some(({ kind }) => kind === 'parsed' || kind === 'validated')

/** A `try` around the call, inside a loop of its own function: tried again by hand. */
function isTriedAgain({ at }: CallSighting): boolean {
  const attempt = around(at.node, (node) => isNode(node, 'TryStatement'))
  return isNode(attempt, 'TryStatement') && attempt.handler !== null && around(attempt, isLoop) !== undefined
}

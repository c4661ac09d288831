import type { ModelCall } from '../../facts/model-call.ts'
import { idAt, toolId, type Scene } from '../scene.ts'

/** All model calls of production code. */
export function modelCallsOf(scene: Scene): ModelCall[] {
  return scene.calls.map((call) => ({
    ...call.at.module.placeOf(call.at.node),
    id: idAt(call.at),
    api: call.api,
    framework: call.framework,
    output: call.schema ? 'schema' : call.tools.length > 0 || call.moreTools ? 'tools' : 'text',
    textUse: [],
    guarded: 'unknown',
    cancellable: call.signal,
    retries: call.retries,
    bound: call.bound,
    hostedHistory: call.hosted,
    prompts: [],
    tools: call.tools.map(toolId),
  }))
}

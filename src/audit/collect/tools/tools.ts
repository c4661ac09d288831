import type { Tool } from '../../facts/tool.ts'
import { toolId, type Scene } from '../scene.ts'

/** Every tool that a model is offered. */
export function toolFactsOf(scene: Scene): Tool[] {
  return scene.tools.map((tool) => ({
    ...tool.at.module.placeOf(tool.at.node),
    id: toolId(tool),
    name: tool.name,
    framework: tool.framework,
    described: tool.described,
    parametersDescribed: true,
    inputSchema: tool.input.kind,
    outputSchema: tool.outputSchema,
    shouldBeEnum: [],
    effect: 'unknown',
    effects: [],
    reversible: 'unknown',
    runBy: tool.runBy,
    gate: undefined,
    result: 'unknown',
    failure: 'unknown',
    throwsAt: [],
    schemaApart: false,
    idempotencyKey: false,
    offered: true,
  }))
}

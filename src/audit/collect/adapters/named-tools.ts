// Tools as an object of name and tool, given as it is or by a function that returns it.
import { returnsOf } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import type { Value } from '../program/value.ts'
import type { ToolSighting } from '../sighting.ts'
import { toolMap } from './ai-sdk/tool-map.ts'
import { serverTools } from './dynamic-tools.ts'
import type { FoundTools } from './json-tools.ts'

export type ReadTool = (program: Program, name: string, value: Value) => ToolSighting | undefined

export function namedTools(
  program: Program,
  framework: string,
  tools: Value | undefined,
  read: ReadTool,
): FoundTools {
  if (tools === undefined) return { tools: [], more: false }
  const found: ToolSighting[] = []
  let isMore = false
  const objects = program.uses.resolve(tools).flatMap((one) => {
    if (one.kind !== 'function') return [one]
    return returnsOf(one.node).flatMap((node) =>
      program.uses.resolve(program.evaluate({ module: one.module, node })),
    )
  })
  for (const one of objects) {
    const server = serverTools(framework, one)
    if (server !== undefined) found.push({ ...server, runBy: 'framework' })
    const { entries, more } = toolMap(program, one)
    isMore ||= more
    for (const [name, entry] of entries) {
      const [tool] = program.uses
        .resolve(entry)
        .flatMap((inner) => serverTools(framework, inner) ?? read(program, name, inner) ?? [])
      if (tool === undefined) isMore = true
      else found.push(tool)
    }
  }
  return { tools: found, more: isMore }
}

import { type Node, around, isFunction, isInside, isNode, nodesUnder } from '../program/node.ts'
import type { Expression } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import type { ToolSighting } from '../sighting.ts'

/** The tool whose choice leads here: `case 'ask_human':`, `if (call.name === 'ask_human')`. */
export function chosenTool(scene: Scene, { module, node }: Expression): ToolSighting | undefined {
  for (let at: Node | undefined = node; at !== undefined; at = at.parent) {
    if (isFunction(at) && around(at, isFunction) === undefined) return undefined
    const { parent } = at
    const tests =
      isNode(at, 'SwitchCase') && at.test
        ? [at.test]
        : isNode(parent, 'IfStatement') && parent.consequent === at
          ? [parent.test]
          : []
    for (const test of tests)
      for (const inner of nodesUnder(test)) {
        if (!isNode(inner, 'Literal') || typeof inner.value !== 'string') continue
        const found = scene.tools.filter(({ name }) => name === inner.value)
        const near = found.filter((tool) => isOffered(scene, tool, { module, node }))
        const [closest] = (near.length > 0 ? near : found).toSorted(
          (one, other) => shared(other, module) - shared(one, module),
        )
        if (closest !== undefined) return closest
      }
  }
  return undefined
}

/** Offered by an agent whose code this is: two agents may have tools of one name. */
function isOffered(scene: Scene, tool: ToolSighting, at: Expression): boolean {
  return scene.drafts.some(
    (draft) =>
      draft.tools.some((one) => one.at.node === tool.at.node) &&
      draft.owned.some(({ module, node }) => module === at.module && isInside(at.node, node)),
  )
}

/** How much of their paths a tool and a file share. */
function shared(tool: ToolSighting, { path }: Expression['module']): number {
  const other = tool.at.module.path
  let length = 0
  while (length < path.length && path[length] === other[length]) length++
  return length
}

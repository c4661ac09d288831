import type { Control } from '../../facts/agent.ts'
import type { AgentDraft, Region } from '../agents/draft.ts'
import { functionsOf } from '../program/elements.ts'
import { isCall, isNode, keyOf, memberName, nodesUnder } from '../program/node.ts'
import type { Node } from '../program/node.ts'
import { alternatives } from '../program/value.ts'
import type { Scene } from '../scene.ts'

/** Whether a signal reaches every model call of the agent, and what its tools do. */
export function cancelsOf(scene: Scene, draft: AgentDraft): Control['cancels'] {
  const parts = [draft, ...(draft.calls.length === 0 ? draft.members : [])]
  const calls = parts.flatMap((part) => part.calls)
  const sites = new Set<Node>(calls.map(({ at }) => at.node))
  const handlers = parts
    .flatMap(({ tools }) => tools)
    .map(({ handler }): Region[] => (handler === undefined ? [] : functionsOf(scene.program, handler)))
  const waiting = handlers.filter((regions) => regions.some(({ node }) => waits(node)))
  const own = waiting.length > 0 ? [] : parts.flatMap(({ owned }) => owned)
  return {
    model: calls.length > 0 && calls.every(({ signal }) => signal),
    tools:
      waiting.length > 0
        ? waiting.every((regions) => regions.some((region) => heeds(scene, region, sites)))
        : own.some((region) => usesSignal(scene, region, sites)),
  }
}

function waits(node: Node): boolean {
  return [...nodesUnder(node)].some(
    (inner) => isNode(inner, 'AwaitExpression') || isNode(inner, 'ForOfStatement'),
  )
}

/** The handler, or what it calls, hands a signal on or looks at it. */
function heeds(scene: Scene, region: Region, sites: ReadonlySet<Node>): boolean {
  return [region, ...scene.graph.reachedFrom(region)].some((one) => usesSignal(scene, one, sites))
}

const OPTIONS = new Set(['signal', 'abortSignal', 'cancelSignal'])

/** As platforms and SDKs take it: `{ signal }` of a call other than the model's, `signal.throwIfAborted()`. */
function usesSignal(scene: Scene, { module, node }: Region, sites: ReadonlySet<Node>): boolean {
  for (const inner of nodesUnder(node, (one) => !sites.has(one))) {
    if (isNode(inner, 'MemberExpression') && /^(throwIfAborted|aborted)$/.test(memberName(inner) ?? ''))
      return true
    if (!isCall(inner) || sites.has(inner)) continue
    if (inner.arguments.some((one) => holdsSignal(scene, { module, node: one }))) return true
  }
  return false
}

/** `{ signal }`, as it stands there or in a variable. */
function holdsSignal({ program }: Scene, { module, node }: Region): boolean {
  const written = isNode(node, 'Identifier') ? alternatives(program.evaluate({ module, node })) : []
  return [node, ...[...written].flatMap((one) => (one.kind === 'object' ? [one.node] : []))].some(
    (options) =>
      isNode(options, 'ObjectExpression') &&
      options.properties.some((one) => isNode(one, 'Property') && OPTIONS.has(keyOf(one) ?? '')),
  )
}

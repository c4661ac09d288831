import { isClass, isInside, isNode } from '../program/node.ts'
import type { AgentSighting, CallSighting } from '../sighting.ts'
import type { AgentDraft } from './draft.ts'
import type { Search } from './search.ts'
import { makeDraft } from './make-draft.ts'
import { classOrSelf, namedFunctionAround, nameOfRegion, regionOfConstruct, statementOf } from './spans.ts'

/** Agents that a framework names: constructors, factories, classes, and calls whose framework loops by itself. */
export function findConstructs(search: Search): AgentDraft[] {
  const constructed = search.constructs.map((sighting) => ofConstruct(search, sighting))
  const looping = search.calls
    .filter(
      (call) => call.runs === undefined && (call.tools.length > 0 || call.moreTools) && loopsInside(call),
    )
    .map((call) => ofCall(call))
  return [...constructed, ...looping]
}

/** More than one step may happen inside the call. */
function loopsInside(call: CallSighting): boolean {
  return call.bound !== undefined && call.bound.steps !== 1 && call.bound.steps !== 0
}

function ofConstruct(search: Search, sighting: AgentSighting): AgentDraft {
  const region = regionOf(search, sighting)
  const kind = sighting.isWorkflow ? 'workflow' : 'framework-agent'
  const name =
    isClass(region.node) || isNode(region.node, 'FunctionDeclaration') ? nameOfRegion(region) : undefined
  return makeDraft(kind, sighting.framework, region, {
    name: name ?? variableName(region) ?? sighting.name ?? nameOfRegion(region),
    sighting,
    tools: sighting.tools,
    moreTools: sighting.moreTools,
  })
}

/** An agent that is made among the options of another is its own expression, not the other's statement. */
function regionOf(search: Search, { at }: AgentSighting): AgentDraft['region'] {
  const region = regionOfConstruct(search.program, at)
  const isWithin = search.constructs.some(
    (other) =>
      other.at.node !== at.node &&
      !isClass(other.at.node) &&
      other.at.module === at.module &&
      isInside(at.node, other.at.node) &&
      isInside(other.at.node, region.node),
  )
  return isWithin ? at : region
}

function variableName(region: AgentDraft['region']): string | undefined {
  const node = isNode(region.node, 'ExportNamedDeclaration') ? region.node.declaration : region.node
  if (!isNode(node, 'VariableDeclaration')) return undefined
  const id = node.declarations[0]?.id
  return isNode(id, 'Identifier') ? id.name : undefined
}

function ofCall(call: CallSighting): AgentDraft {
  const inside = namedFunctionAround(call.at.node)
  const region =
    inside === undefined
      ? { module: call.at.module, node: statementOf(call.at.node) }
      : classOrSelf({ module: call.at.module, node: inside })
  return makeDraft('framework-agent', call.framework, region, {
    calls: [call],
    tools: call.tools,
    moreTools: call.moreTools,
  })
}

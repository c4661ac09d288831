import { isClass, isInside } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import type { AgentSighting, CallSighting, GraphSighting, Sighting } from '../sighting.ts'
import { findAsking } from './asking.ts'
import { createCallGraph } from './call-graph.ts'
import { findConstructs } from './constructs.ts'
import type { AgentDraft } from './draft.ts'
import { findGraphs } from './graphs.ts'
import { findIssues } from './issues.ts'
import { findLoopAgents } from './loop-agents.ts'
import { completed } from './members.ts'
import { findSingles } from './singles.ts'
import type { Search } from './search.ts'
import { findWorkflows } from './workflows.ts'

export interface Found {
  readonly search: Search
  readonly drafts: readonly AgentDraft[]
}

/**
 * The agents of a program: first those that a framework names, then graphs, then own cycles; what no cycle holds is a
 * single call with its own prompt; a function that takes several of them in a fixed order is a workflow.
 */
export function findAgents(program: Program, sightings: readonly Sighting[]): Found {
  const inCode = sightings.filter((one) => !('at' in one) || one.at.module.role !== 'test')
  const calls = inCode.filter((one): one is CallSighting => one.kind === 'call')
  const search: Search = {
    program,
    graph: createCallGraph(program),
    asking: findAsking(program, calls),
    calls,
    constructs: inCode.filter((one): one is AgentSighting => one.kind === 'agent'),
    graphs: inCode.filter((one): one is GraphSighting => one.kind === 'graph'),
    issues: findIssues(program, calls),
  }
  const found: AgentDraft[] = []
  for (const find of [findGraphs, findConstructs, findLoopAgents, findSingles, findWorkflows])
    for (const draft of find(search, found)) if (!isKnown(found, draft)) found.push(draft)
  return { search, drafts: completed(search, found) }
}

/** The same code is one agent: a class with a loop and a prompt is not two. */
function isKnown(found: readonly AgentDraft[], draft: AgentDraft): boolean {
  return found.some(({ region, sighting }) => {
    if (region.module !== draft.region.module) return false
    if (region.node === draft.region.node)
      return sighting === undefined || sighting === draft.sighting || draft.sighting === undefined
    return isClass(region.node) && isInside(draft.region.node, region.node) && draft.sighting === undefined
  })
}

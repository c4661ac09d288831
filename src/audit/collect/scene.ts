import type { CallGraph } from './agents/call-graph.ts'
import type { Asking } from './agents/asking.ts'
import type { AgentDraft } from './agents/draft.ts'
import type { Search } from './agents/search.ts'
import type { Expression } from './program/value.ts'
import type { Program } from './program/program.ts'
import type { CallSighting, Sighting, ToolSighting } from './sighting.ts'
import type { SourceListing } from './source/source-files.ts'

/** Everything that has been worked out when facts are made: each topic reads it and adds its own facts. */
export interface Scene {
  readonly listing: SourceListing
  readonly program: Program
  readonly sightings: readonly Sighting[]
  readonly search: Search
  readonly graph: CallGraph
  readonly asking: Asking
  readonly drafts: readonly AgentDraft[]
  /** Production model calls, without duplicates. */
  readonly calls: readonly CallSighting[]
  /** Tools that some call or agent offers. */
  readonly tools: readonly ToolSighting[]
}

/** `src/agent.ts:14`: unique by place. */
export function idAt(at: Expression): string {
  const { file, line } = at.module.placeOf(at.node)
  const column = at.node.loc?.start.column
  return column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`
}

export function toolId(tool: ToolSighting): string {
  return `${idAt(tool.at)}#${tool.name}`
}

import type { AgentDraft } from './agents/draft.ts'
import type { Search } from './agents/search.ts'
import type { Program } from './program/program.ts'
import type { Scene } from './scene.ts'
import type { Sighting, ToolSighting } from './sighting.ts'
import type { SourceListing } from './source/source-files.ts'

export interface SceneInput {
  readonly listing: SourceListing
  readonly program: Program
  readonly sightings: readonly Sighting[]
  readonly search: Search
  readonly drafts: readonly AgentDraft[]
}

export function sceneOf(input: SceneInput): Scene {
  const tools: ToolSighting[] = []
  for (const tool of [
    ...input.drafts.flatMap((draft) => draft.tools),
    ...input.search.calls.flatMap((call) => call.tools),
  ])
    if (!tools.some((known) => known.at.node === tool.at.node)) tools.push(tool)
  return {
    ...input,
    graph: input.search.graph,
    asking: input.search.asking,
    calls: input.search.calls,
    tools,
  }
}

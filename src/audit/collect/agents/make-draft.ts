import type { AgentKind } from '../../facts/agent.ts'
import type { AgentDraft, Region } from './draft.ts'
import { nameOfRegion } from './spans.ts'

/** A draft with what its finder knows; the rest is filled in by `completed`. */
export function makeDraft(
  kind: AgentKind,
  framework: string,
  region: Region,
  over: Partial<AgentDraft> = {},
): AgentDraft {
  const name = over.name ?? nameOfRegion(region)
  return {
    id: `${region.module.path}#${name}`,
    name,
    kind,
    framework,
    region,
    cycle: undefined,
    sighting: undefined,
    graph: undefined,
    issues: [],
    calls: [],
    tools: [],
    moreTools: false,
    members: [],
    owned: [region],
    ...over,
  }
}

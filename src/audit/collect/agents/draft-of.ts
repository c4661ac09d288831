import { isFunction } from '../program/node.ts'
import type { Value } from '../program/value.ts'
import type { AgentDraft } from './draft.ts'
import type { Search } from './search.ts'

/** All agents that a value may be: an element of a list of agents is any of them. */
export function draftsOf(search: Search, value: Value, drafts: readonly AgentDraft[]): AgentDraft[] {
  const found = new Set<AgentDraft>()
  for (const one of search.program.uses.resolve(value))
    for (let at: Value = one; ; at = at.of) {
      const draft = drafts.find((candidate) => isMadeAt(candidate, at))
      if (draft !== undefined) found.add(draft)
      if (draft !== undefined || (at.kind !== 'called' && at.kind !== 'member')) break
    }
  return [...found]
}

/** The agent that a value is: the result of a framework's constructor, also through factories, copies and fields. */
export function draftOf(search: Search, value: Value, drafts: readonly AgentDraft[]): AgentDraft | undefined {
  const [first] = draftsOf(search, value, drafts)
  return first
}

function isMadeAt(draft: AgentDraft, value: Value): boolean {
  if (value.kind === 'called')
    return draft.sighting?.at.node === value.site.node || draft.graph?.end?.node === value.site.node
  if (value.kind === 'class') return draft.region.node === value.node
  if (value.kind === 'instance') return draft.region.node === value.of.node
  return value.kind === 'function' && isFunction(draft.region.node) && draft.region.node === value.node
}

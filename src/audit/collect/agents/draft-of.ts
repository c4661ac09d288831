import { isFunction } from '../program/node.ts'
import type { Value } from '../program/value.ts'
import type { AgentDraft } from './draft.ts'
import type { Search } from './search.ts'

/** The agent that a value is: the result of a framework's constructor, also through factories, copies and fields. */
export function draftOf(search: Search, value: Value, drafts: readonly AgentDraft[]): AgentDraft | undefined {
  for (const one of search.program.uses.resolve(value)) {
    for (let at: Value = one; ; at = at.of) {
      const found = drafts.find((draft) => isMadeAt(draft, at))
      if (found !== undefined) return found
      if (at.kind !== 'called' && at.kind !== 'member') break
    }
  }
  return undefined
}

function isMadeAt(draft: AgentDraft, value: Value): boolean {
  if (value.kind === 'called')
    return draft.sighting?.at.node === value.site.node || draft.graph?.end?.node === value.site.node
  if (value.kind === 'class') return draft.region.node === value.node
  if (value.kind === 'instance') return draft.region.node === value.of.node
  return value.kind === 'function' && isFunction(draft.region.node) && draft.region.node === value.node
}

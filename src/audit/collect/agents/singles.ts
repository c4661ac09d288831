import { isInside } from '../program/node.ts'
import type { AgentDraft, Issue, Region } from './draft.ts'
import type { Search } from './search.ts'
import { alternatives } from '../program/value.ts'
import { makeDraft } from './make-draft.ts'
import { isSameStep } from './same-step.ts'
import { namedFunctionAround, statementOf } from './spans.ts'

/** A function that asks a model by itself, and that no cycle and no framework's agent around it owns. */
export function findSingles(search: Search, found: readonly AgentDraft[]): AgentDraft[] {
  const byRegion = new Map<unknown, { region: Region; issues: Issue[] }>()
  for (const issue of search.issues) {
    const holder = regionOf(issue)
    if (isOwned(found, issue, holder) || isProbeOf(search, found, issue)) continue
    const known = byRegion.get(holder.node)
    if (known === undefined) byRegion.set(holder.node, { region: holder, issues: [issue] })
    else known.issues.push(issue)
  }
  return [...byRegion.values()].map(({ region, issues }) => {
    const [first] = issues
    return makeDraft('single-call', first!.call.framework, region, {
      issues,
      tools: issues.flatMap(({ call }) => call.tools),
    })
  })
}

function regionOf(issue: Issue): Region {
  const { module, node } = issue.at
  const inside = namedFunctionAround(node)
  return inside === undefined ? { module, node: statementOf(node) } : { module, node: inside }
}

/**
 * A call of a declared function that a loop of the repository also calls, with nothing but fixed words: a health check
 * or a sample of that loop's step, no agent of its own.
 */
function isProbeOf(search: Search, found: readonly AgentDraft[], { call, inputs }: Issue): boolean {
  if (call.framework !== 'baml') return false
  const isStepElsewhere = search.calls.some(
    (other) => other !== call && isSameStep(other, call) && isOfLoop(found, other.at),
  )
  const given = inputs.filter(({ role }) => role !== 'system')
  return (
    isStepElsewhere &&
    given.every(({ at }) =>
      [...alternatives(search.program.evaluate(at))].every(({ kind }) => kind === 'literal'),
    )
  )
}

function isOfLoop(found: readonly AgentDraft[], { module, node }: Issue['at']): boolean {
  return found.some(
    ({ cycle, region }) => cycle !== undefined && region.module === module && isInside(node, region.node),
  )
}

/** Inside the very code of another agent; a loop's callee with its own prompt is an agent of its own. */
function isOwned(found: readonly AgentDraft[], issue: Issue, holder: Region): boolean {
  return found.some(({ region, graph, owned, calls }) => {
    if (calls.includes(issue.call) && issue.hops === 0) return true
    const regions = graph === undefined ? [region] : owned
    return regions.some(({ module, node }) => module === holder.module && isInside(holder.node, node))
  })
}

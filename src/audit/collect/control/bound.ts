import type { Bound } from '../../facts/model-call.ts'
import type { AgentDraft, Cycle } from '../agents/draft.ts'
import { namedFunctionAround } from '../agents/spans.ts'
import { isInside } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import type { Scene } from '../scene.ts'
import { graphBound } from './graph-bound.ts'
import { loopBound } from './loop-bound.ts'
import { recursionBound } from './recursion-bound.ts'

/** What ends a run of the agent at the latest: the bound that is in force, not one that is only written down. */
export function boundOf(scene: Scene, draft: AgentDraft): Bound {
  const { cycle, graph, kind } = draft
  if (graph !== undefined) return cycle === undefined ? fixed(draft, undefined) : graphBound(scene, draft)
  if (cycle !== undefined) return cycleBound(scene.program, cycle)
  if (kind === 'single-call') return fixed(draft, 1)
  if (kind === 'workflow' && draft.sighting?.bound === undefined) return fixed(draft, undefined)
  return frameworkBound(draft)
}

/** A loop over one answer is bounded by it; the function around it may still call itself. */
function cycleBound(program: Program, { shape, region }: Cycle): Bound {
  if (shape === 'recursion') return recursionBound(program, region)
  const bound = loopBound(program, region)
  const inside = namedFunctionAround(region.node)
  const isAgain =
    inside !== undefined &&
    program.uses
      .callersOf(inside)
      .some(({ module, node }) => module === region.module && isInside(node, region.node))
  if (!isAgain) return bound
  return recursionBound(program, { module: region.module, node: inside })
}

function fixed({ region }: AgentDraft, steps: number | undefined): Bound {
  return { state: 'explicit', steps, at: region.module.placeOf(region.node) }
}

/** The weakest over all runs: one of them without a bound is enough. What a run does not say, its agent may. */
function frameworkBound({ sighting, calls }: AgentDraft): Bound {
  const own = sighting?.bound
  const runs = calls.flatMap((call) => {
    const { bound } = call
    if (bound === undefined) return call.runs === undefined || own === undefined ? [] : [own]
    return bound.state === 'default' && own !== undefined ? [own] : [bound]
  })
  const all = runs.length > 0 ? runs : own === undefined ? [] : [own]
  return all.toSorted(byWeakness)[0] ?? { state: 'unknown', steps: undefined, at: undefined }
}

const weakness = ['none', 'unknown', 'default', 'explicit'] as const

function byWeakness(one: Bound, other: Bound): number {
  const difference = weakness.indexOf(one.state) - weakness.indexOf(other.state)
  return difference === 0 ? (other.steps ?? 0) - (one.steps ?? 0) : difference
}

import type { KillAt, Variant } from './plan.ts'
import type { Random } from './seeded-random.ts'

/** One process of a run: where it dies by itself, or when its parent kills it. */
export type Death =
  | { readonly at: KillAt }
  /** After so many lines of what it tells, and so many milliseconds more. */
  | { readonly afterLines: number; readonly milliseconds: number }

export interface Schedule {
  /** The deaths of the next run of a variant, in the order of its life. */
  deathsOf(variant: Variant): readonly Death[]
  hit(boundary: string): void
  readonly boundaries: readonly string[]
  readonly missed: readonly string[]
  /** Kinds of boundaries, such as "append …: committed". */
  readonly classes: number
  readonly classesHit: number
}

/** Planned deaths of a run; every second run has one more, at a random moment. */
const PLANNED_DEATHS: Readonly<Record<Variant, number>> = { life: 2, crowd: 2, cancel: 1, limit: 1 }
const MOST_LINES = 120
const MOST_MILLISECONDS = 8
const LATEST_PASS = 3

/**
 * Hands out the boundaries that were hit least, so that all come up soon and then again and again. `passed` has, for each variant, the boundaries in the order of a kill-free life.
 */
export function createSchedule(passed: ReadonlyMap<Variant, readonly string[]>, random: Random): Schedule {
  const hits = new Map<string, number>()
  const planned = new Map<string, number>()
  const all = [...new Set([...passed.values()].flat())].sort()
  // Those of a kind that nobody died at yet come first, so that also a few runs meet all kinds.
  const isNewKind = (boundary: string): boolean =>
    ![...hits.keys()].some((one) => classOf(one) === classOf(boundary))
  // One that was planned and not reached is tried again before any that was hit.
  const weight = (boundary: string): number => {
    const tried = planned.get(boundary) ?? 0
    return hits.has(boundary) ? 2 + (hits.get(boundary) ?? 0) * 2 + tried : tried / 100
  }
  return {
    boundaries: all,
    get missed() {
      return all.filter((boundary) => !hits.has(boundary))
    },
    classes: new Set(all.map(classOf)).size,
    get classesHit() {
      return new Set([...hits.keys()].map(classOf)).size
    },
    hit: (boundary) => void hits.set(boundary, (hits.get(boundary) ?? 0) + 1),
    deathsOf(variant) {
      const order = passed.get(variant) ?? []
      const ranked = order.map((boundary) => ({
        boundary,
        rank: weight(boundary) - (isNewKind(boundary) ? 1 : 0) + random.below(100) / 100,
      }))
      const chosen = ranked.sort((a, b) => a.rank - b.rank).slice(0, PLANNED_DEATHS[variant])
      for (const { boundary } of chosen) planned.set(boundary, (planned.get(boundary) ?? 0) + 1)
      const deaths = chosen
        .map(({ boundary }) => boundary)
        .sort((a, b) => order.indexOf(a) - order.indexOf(b))
        .map((boundary): Death => {
          return { at: { boundary, pass: hits.has(boundary) ? 1 + random.below(LATEST_PASS) : 1 } }
        })
      if (random.below(2) === 0) return deaths
      const atRandom = {
        afterLines: 1 + random.below(MOST_LINES),
        milliseconds: random.below(MOST_MILLISECONDS),
      }
      deaths.splice(random.below(deaths.length + 1), 0, atRandom)
      return deaths
    },
  }
}

function classOf(boundary: string): string {
  return boundary.replace(/^(append|effect) .*(?=:)/, '$1')
}

import type { Thread } from '../thread/thread.ts'

/** How far agents may start agents, whatever their control flow says. */
export interface ChildBounds {
  /** Generations below the root. */
  readonly depth: number
  /** Children of one thread that have not ended. */
  readonly atOnce: number
  /** Children of one thread in its life. */
  readonly total: number
}

export const defaultChildBounds: ChildBounds = { depth: 3, atOnce: 16, total: 100 }

/** 0 for a thread without a parent. */
export function depthOf({ parent }: Thread): number {
  return parent ? (parent.depth ?? 1) : 0
}

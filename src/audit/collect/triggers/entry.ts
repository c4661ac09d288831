import type { TriggerKind } from '../../facts/trigger.ts'
import type { Region } from '../agents/draft.ts'
import type { Expression } from '../program/value.ts'

/** A place at which somebody outside the program starts code of it. */
export interface Entry {
  readonly kind: TriggerKind
  readonly at: Expression
  /** What runs. */
  readonly handlers: readonly Region[]
  /** What runs before: middlewares of the route. */
  readonly before: readonly Expression[]
  /** The library itself checks who sends: a Slack app with its signing secret. */
  readonly checked: boolean | undefined
}

export function entry(
  kind: TriggerKind,
  at: Expression,
  handlers: readonly Region[],
  over: Partial<Entry> = {},
): Entry {
  return { kind, at, handlers, before: [], checked: undefined, ...over }
}

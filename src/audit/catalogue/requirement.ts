// The shapes that the two halves of the audit share: a requirement, what it says of an agent, what a report shows.
// A requirement is data and one pure function of facts; it lives in factors/NN-slug/<slug>.ts.

export type FactorNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12

/** MUST weighs 3, SHOULD weighs 1 (CATALOGUE, scoring set 12fa-2026.1). */
export type Level = 'MUST' | 'SHOULD'

/** Whose rule it is: the essays', this project's stricter profile, or derived from practice. */
export type Origin = 'essay' | 'project' | 'derived'

/** What reading the source can say: prove and refute, only refute, or nothing. */
export type InSource = 'decides' | 'refutes' | 'none'

export type Tier = 'source' | 'probe' | 'logs'

export interface Requirement<Facts, Agent> {
  /** `F02-R2` */
  readonly id: string
  readonly factor: FactorNumber
  /** Good when true, kebab-case: `prompts-live-in-files`. Also the file's name. */
  readonly slug: string
  /** The slug as a sentence: `Prompts live in files`. */
  readonly title: string
  readonly level: Level
  readonly origin: Origin
  readonly inSource: InSource
  /** Tiers that can raise it, beside the source. */
  readonly tiers: readonly Tier[]
  /** Why it matters, with the essay's point, in one or two sentences. */
  readonly why: string
  /** What to do; per framework where that differs (`default` always). */
  readonly fix: { readonly default: string } & Readonly<Record<string, string>>
  /** A few lines that fail and their repair, for `explain`: for a person, never judged. */
  readonly example?: { readonly red: string; readonly green: string }
  /** Minutes that the repair of one place takes, roughly. */
  readonly effort: number
  /** What the requirement says of one agent; undefined when `inSource` is `none`. Pure. */
  readonly judge: ((agent: Agent, facts: Facts) => Judgement) | undefined
}

/** What one requirement says of one agent in one tier. */
export type Judgement =
  /** Source shows that it holds. `evidence` names where: a pass without a place is a guess. */
  | { readonly verdict: 'pass'; readonly because: string; readonly evidence: readonly Evidence[] }
  | { readonly verdict: 'fail'; readonly because: string; readonly evidence: readonly Evidence[] }
  /** It could not be traced: the evidence is the expression that stopped us. */
  | { readonly verdict: 'unknown'; readonly because: string; readonly evidence: readonly Evidence[] }
  | { readonly verdict: 'not-applicable'; readonly because: string }

/** One place that a judgement rests on. */
export interface Evidence {
  readonly file: string
  readonly line: number
  readonly endLine: number
  /** Stable kind of the place, kebab-case: `inline-prompt`, `tool-throws`, `swallowed`, `crash`. */
  readonly kind: string
  /** For a person, in a few words. */
  readonly what: string
}

import type { Place, Sight } from './place.ts'

/**
 * What a tool reaches: `read` (looks, changes nothing), `write` (changes the outside world), `ask` (asks a person),
 * `end` (ends the run), `none` (computes), `unknown` (its handler could not be read).
 */
export type ToolEffect = 'read' | 'write' | 'ask' | 'end' | 'none' | 'unknown'

/** One thing that a model can choose to call. */
export interface Tool extends Place {
  readonly id: string
  readonly name: string
  readonly framework: string
  readonly described: boolean
  readonly parametersDescribed: boolean
  /** `declared`: a schema, also an empty one; `loose`: `any` or a string parsed by hand; `dynamic`: an MCP server's. */
  readonly inputSchema: 'declared' | 'loose' | 'dynamic' | 'none' | 'unknown'
  readonly outputSchema: boolean
  /** A string parameter that code compares with literals only: it should be an enum. */
  readonly shouldBeEnum: readonly Sight[]
  readonly effect: ToolEffect
  /** Why it has that effect: the calls that it reaches. */
  readonly effects: readonly Sight[]
  /**
   * Of a write. `no`: it sends, pays, publishes, deploys, deletes, runs commands; `yes`: it changes what the same
   * program can change back (an own record, a draft); `unknown`: it could not be told.
   */
  readonly reversible: 'yes' | 'no' | 'unknown'
  /** `framework`: the framework calls the handler by itself; `code`: the repository's own dispatch does. */
  readonly runBy: 'framework' | 'code' | 'provider' | 'nobody' | 'unknown'
  /** What stands between the model's choice and the handler: `needsApproval`, an own gate, an interrupt. */
  readonly gate: Sight | undefined
  /** What its results look like: one `envelope`, `adhoc` strings and objects, or `none` (it never answers). */
  readonly result: 'envelope' | 'adhoc' | 'none' | 'unknown'
  /** What becomes of a failure: a result by the repository's own code, a throw, or it cannot fail. */
  readonly failure: 'result' | 'throws' | 'cannot-fail' | 'unknown'
  /** The calls that may throw out of the handler. */
  readonly throwsAt: readonly Sight[]
  /** The handler is chosen by code apart from the schema. */
  readonly schemaApart: boolean
  /** A write passes a key that makes a repetition harmless. */
  readonly idempotencyKey: boolean
  /** Handed to a model somewhere. */
  readonly offered: boolean
}

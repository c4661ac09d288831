import type { Place, Sight } from './place.ts'

/**
 * What a call asks of the model: `tools`: calls of declared tools; `schema`: a value of a declared type;
 * `json`: JSON asked for in words, without a schema on the wire; `text`: prose.
 */
export type CallOutput = 'tools' | 'schema' | 'json' | 'text'

/** One place that issues a request to a model. */
export interface ModelCall extends Place {
  readonly id: string
  /** As people write it: `openai.chat.completions.create`, `ai.generateText`, `agents.run`. */
  readonly api: string
  readonly framework: string
  readonly output: CallOutput
  /**
   * What code does with free text of the reply, worst first: `runs` (it is executed), `drives` (a comparison or pattern over prose decides what
   * happens or is executed), `cut` (a pattern cuts out a part that is used as data), `parsed` (JSON.parse, nothing
   * checked), `validated` (parsed and checked by a schema), `shown` (given to a person or kept as text).
   */
  readonly textUse: readonly Sight[]
  /** Nothing catches between this call and the process (`open`), only an entry point does (`boundary`), or `caught`. */
  readonly guarded: 'caught' | 'boundary' | 'open' | 'unknown'
  /** An AbortSignal reaches the call. */
  readonly cancellable: boolean
  /** Bounds on the call's own retries: from the SDK by default, set by the code, or a hand-made loop. */
  readonly retries: 'sdk' | 'set' | 'own' | 'none'
  /** The steps that this one call may take by itself, when the framework loops inside it. */
  readonly bound: Bound | undefined
  /** The provider keeps the history (`previous_response_id`, `conversation`, threads). */
  readonly hostedHistory: boolean
  /** Prompts that reach this call. */
  readonly prompts: readonly string[]
  /** Tools that this call offers. */
  readonly tools: readonly string[]
}

/**
 * The bound of a loop: `explicit` (a number or a fixed list of steps in this repository), `default` (the framework's),
 * `none` (nothing ends it but the model), `unknown` (a value that could not be traced).
 */
export interface Bound {
  readonly state: 'explicit' | 'default' | 'none' | 'unknown'
  readonly steps: number | undefined
  readonly at: Place | undefined
}

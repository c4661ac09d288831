import type { Place, Sight } from './place.ts'

/**
 * Where a prompt's text comes from. `inline`: a literal in code that also holds agents or model calls; `module`: a code
 * file that holds prompt texts and builders and calls no model; `file`: a text file that code reads or imports;
 * `baml`: a `.baml` function; `environment`, `remote` (a hub or registry), `parameter` (given by the caller of the
 * repository's own public function), `unknown`.
 */
export type PromptOrigin =
  'inline' | 'module' | 'file' | 'baml' | 'environment' | 'remote' | 'parameter' | 'unknown'

/** One text that instructs or frames a model, at the place of its literal (or of the file's first use). */
export interface Prompt extends Place {
  readonly id: string
  readonly role: 'system' | 'user' | 'other' | 'tool-description'
  readonly origin: PromptOrigin
  /** For `file`, `module` and `baml`: the file that holds the text. For `unknown`: the expression that stopped us. */
  readonly source: string
  readonly words: number
  readonly characters: number
  /** The first words, secrets out, at most 80 characters. */
  readonly excerpt: string
  /** Values put into the text: what they are, and whether they are untrusted (a request, a tool result, a page). */
  readonly insertions: readonly Insertion[]
  /** An id, version or hash of this prompt is recorded with the request. */
  readonly recorded: boolean
  /** A test or an eval imports the prompt, or the agent around it. */
  readonly tested: boolean
  /** Ids of the agents that it instructs. */
  readonly agents: readonly string[]
  /** Ids of the model calls that it reaches. */
  readonly calls: readonly string[]
}

export interface Insertion extends Sight {
  /** `trusted`: literals, configuration, other prompts; `untrusted`: user input, tool results, fetched text. */
  readonly trust: 'trusted' | 'untrusted' | 'unknown'
  /** Escaped or encoded (JSON.stringify, an escape function) before it stands in the text. */
  readonly escaped: boolean
}

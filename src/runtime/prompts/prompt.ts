// Prompts are files: front matter and body. A prompt is loaded by name, rendered with typed variables, and known by
// the hash of its text. What comes from outside never becomes part of the instructions: it stands beside them, escaped
// and between delimiters.

import type { JsonObject, JsonValue } from '../thread/json.ts'

export type VariableType = 'string' | 'number' | 'boolean' | 'enum' | 'list' | 'object'

export interface Variable {
  readonly type: VariableType
  /** Whose text may stand among the instructions: it comes from code, never from a request, a model or a tool. */
  readonly trusted: boolean
  /** False where the prompt can do without: the variable is then null. */
  readonly required: boolean
  readonly default?: JsonValue
  /** What an `enum` may be. */
  readonly values?: readonly string[]
  readonly description?: string
}

/** How the model is asked, by the prompt's author; named as the AI SDK names its call options. */
export interface ModelHints {
  readonly temperature?: number
  readonly topP?: number
  readonly topK?: number
  readonly maxOutputTokens?: number
  readonly seed?: number
}

/** A prompt file as it was read: plain data. */
export interface Prompt {
  /** Its path below the prompts folder, without `.md`: `deploybot/next-step`. */
  readonly name: string
  readonly description: string
  /** What the file itself declares; `variablesOf` also counts those of its includes. */
  readonly variables: Readonly<Record<string, Variable>>
  readonly model: ModelHints
  /** The whole file, with LF line ends. */
  readonly source: string
  /** sha256 (hex) of `source`; with includes, of `source` and of their names and hashes. */
  readonly hash: string
  /** What is rendered: the file without its front matter. */
  readonly body: string
  /** The prompts that it includes, by name. */
  readonly includes: Readonly<Record<string, Prompt>>
}

export interface RenderedPrompt {
  readonly name: string
  /** That of the prompt file. */
  readonly hash: string
  /** The instruction part: words of the prompt's file, of its includes and of trusted variables alone. */
  readonly text: string
  /** The untrusted values to which the text refers, escaped, each between its delimiters: sent as a user's message. */
  readonly data?: string
  readonly model?: ModelHints
}

export interface PromptLibrary {
  /** Rejects with PromptNotFound or PromptInvalid. */
  get(name: string): Promise<Prompt>
  /** True where no prompt changes while the process lives, so that what is made of them may be kept. */
  readonly isFixed?: boolean
}

export interface RenderOptions {
  /** Values of variables that are declared `trusted`: take them from code or configuration, from nowhere else. */
  readonly trusted?: JsonObject
}

export type PromptVariables = JsonObject

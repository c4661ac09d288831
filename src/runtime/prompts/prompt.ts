// Prompts are files: front matter and body. A prompt is loaded by name, rendered with typed variables, and
// known by the hash of its text. Text from outside never becomes part of a prompt: it travels as messages.

import type { JsonObject } from '../thread/json.ts'

export type VariableType = 'string' | 'number' | 'boolean' | 'list' | 'object'

export interface Variable {
  readonly type: VariableType
  readonly default?: unknown
}

export interface Prompt {
  /** Its path below the prompts folder, without `.md`: `deploybot/next-step`. */
  readonly name: string
  readonly description: string
  readonly variables: Readonly<Record<string, Variable>>
  /** The whole file, with LF line ends. */
  readonly source: string
  /** sha256 (hex) of `source`. */
  readonly hash: string
  /** What is rendered: the file without its front matter. */
  readonly body: string
}

export interface RenderedPrompt {
  readonly name: string
  readonly hash: string
  readonly text: string
}

export interface PromptLibrary {
  /** Rejects with PromptNotFound or PromptInvalid. */
  get(name: string): Promise<Prompt>
}

export type PromptVariables = JsonObject

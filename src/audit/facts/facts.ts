import type { Agent } from './agent.ts'
import type { HumanContact } from './human-contact.ts'
import type { ModelCall } from './model-call.ts'
import type { Place } from './place.ts'
import type { Prompt } from './prompt.ts'
import type { Tool } from './tool.ts'
import type { Trigger } from './trigger.ts'

/** All that the source tier knows of a repository: plain JSON, can be saved, sent and judged again. */
export interface Facts {
  readonly version: 1
  readonly files: FileFacts
  readonly frameworks: readonly Framework[]
  readonly agents: readonly Agent[]
  readonly modelCalls: readonly ModelCall[]
  readonly prompts: readonly Prompt[]
  readonly tools: readonly Tool[]
  readonly humans: readonly HumanContact[]
  readonly triggers: readonly Trigger[]
  readonly suppressions: readonly Suppression[]
  /** Ids of model calls that belong to no agent. */
  readonly orphans: readonly string[]
  /** Files on which the collector itself failed: the rest went on. */
  readonly toolErrors: readonly ToolError[]
  /**
   * By file: a few lines of source around every place named above, in order, secrets out. Reports show them without
   * the repository.
   */
  readonly excerpts: Readonly<Record<string, readonly SourceLine[]>>
}

export interface FileFacts {
  /** Source files found, tests and examples included. */
  readonly total: number
  /** Files that can reach a model, read in full. */
  readonly read: number
  readonly partly: readonly Unread[]
  readonly unread: readonly Unread[]
  /** Files in other languages that import a model's SDK. */
  readonly otherLanguages: readonly OtherLanguage[]
}

export interface Unread extends Place {
  readonly reason: string
}

export interface OtherLanguage {
  readonly language: string
  readonly files: number
  readonly sdk: string
}

export interface Framework {
  /** The adapter's name: `ai-sdk`. */
  readonly name: string
  /** As its makers write it: `Vercel AI SDK`. */
  readonly title: string
  /** The major version that package.json asks for. */
  readonly version: string | undefined
}

/** `// twelvefold-ignore F07-R2 -- low stakes: staging only` */
export interface Suppression extends Place {
  readonly requirement: string
  readonly kind: string
  readonly reason: string
  readonly owner: string | undefined
  readonly until: string | undefined
}

export interface ToolError {
  readonly file: string
  readonly stage: string
  readonly message: string
}

export interface SourceLine {
  readonly line: number
  readonly text: string
}

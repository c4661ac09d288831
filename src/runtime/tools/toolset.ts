import type { JsonObject } from '../thread/json.ts'
import type { Tool } from './tool.ts'

/** Tools that an agent does not fix itself: where they come from says which there are, and may say otherwise later. */
export interface Toolset {
  /** Lower-case words joined by underscores: the name of each of its tools begins with it. */
  readonly name: string
  /** Names of the secrets that `open` is given. */
  readonly secrets: readonly string[]
  /**
   * Starts or reaches what the tools run in. The engine calls it once, when a thread first needs it, and again after it
   * rejected. Rejects with ToolsetUnavailable, PeerMissing or ToolInvalid.
   */
  readonly open: (context: ToolsetContext) => Promise<OpenToolset>
}

export interface ToolsetContext {
  readonly secrets: Readonly<Record<string, string>>
  /** Aborted when the engine is closed: what is still starting then is of no use to anybody. */
  readonly signal: AbortSignal
  /** One JSON line on standard error. */
  readonly log: (message: string, fields?: JsonObject) => void
}

export interface OpenToolset {
  /** The tools as they are now: the same list as long as nothing has changed. Does not reject once it has resolved. */
  readonly tools: () => Promise<readonly Tool[]>
  /** Stops what `open` started; called once. */
  readonly close: () => Promise<void>
}

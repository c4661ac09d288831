// An agent is data and one pure function. The engine does the rest, the same for every agent.

import type { BuildContext } from '../context/context-window.ts'
import type { JsonObject } from '../thread/json.ts'
import type { Thread } from '../thread/thread.ts'
import type { Tool } from '../tools/tool.ts'
import type { Toolset } from '../tools/toolset.ts'
import type { Command } from './command.ts'

/** Pure, synchronous, yours: reads the thread and nothing else. A throw fails the thread. */
export type Decide = (thread: Thread) => Command

/** A rule: a command where it applies, `undefined` where not. Rules are joined by `??`. */
export type Policy = (thread: Thread) => Command | undefined

export interface Agent<Model = unknown> {
  readonly name: string
  /** Name of the prompt file that is the instruction part. */
  readonly prompt: string
  /** Values for the prompt's variables. */
  readonly variables: JsonObject
  /** `provider/name`, or a model object. */
  readonly model: string | Model
  readonly tools: readonly Tool[]
  /**
   * How the model says its next step: by calling tools (the default), or as JSON of a shape that is the union of
   * their inputs, for models that do not call tools. It is validated just the same.
   */
  readonly decision?: 'tools' | 'json'
  /** Tools that are not fixed here, such as an MCP server's: the thread is told which there are. */
  readonly toolsets?: readonly Toolset[]
  /** Calls of one thread that run at the same time: 4 by default. */
  readonly parallelCalls?: number
  readonly context: BuildContext
  readonly decide: Decide
}

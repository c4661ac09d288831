import type { Expression } from '../program/value.ts'

/** A place in an agent's code where a chosen tool is run. */
export interface ToolRun {
  readonly by: 'switch' | 'registry' | 'mcp'
  /** The call, or the branch that belongs to the tools. */
  readonly at: Expression
  /** The tools that it runs; undefined: whichever was chosen. */
  readonly names: readonly string[] | undefined
  /** It stands before the tool: on a further condition, the choice goes no further. */
  readonly isGate?: boolean
}

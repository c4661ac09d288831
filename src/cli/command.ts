// A command of the command line: declared as data in command-table.ts, carried out by a file of its own under commands/.

import type { Io } from './io.ts'

/** The options that every command takes; folders and files are absolute. */
export interface Globals {
  readonly json: boolean
  readonly debug: boolean
  readonly store: string
  readonly agents: string
  readonly prompts: string
  /** The ones that were given, as they were given: part of the commands that are printed for copying. */
  readonly given: Readonly<Partial<Record<PathOption, string>>>
}

export type PathOption = 'store' | 'agents' | 'prompts'

export interface Invocation {
  readonly io: Io
  readonly globals: Globals
  readonly operands: readonly (string | undefined)[]
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
}

/** Resolves to the exit code; throws a TwelvefoldError for what the user can mend. */
export type RunCommand = (invocation: Invocation) => Promise<number>

export interface OptionDeclaration {
  readonly flags: string
  readonly description: string
  /** May be given more than once. */
  readonly many?: boolean
}

export interface CommandDeclaration {
  /** `run`, or `threads show` for a command of a group. */
  readonly name: string
  /** As commander writes them: `<agent> <text>`. */
  readonly operands: string
  readonly summary: string
  readonly options?: readonly OptionDeclaration[]
  readonly examples: readonly string[]
  readonly load: () => Promise<{ readonly run: RunCommand }>
}

/** The value of an option that takes one. */
export function textOption({ options }: Invocation, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

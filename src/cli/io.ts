/** All that a command may know of the process that it runs in. Tests hand in their own. */
export interface Io {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Name of the operating system's user: who acts at this terminal, unproven. */
  readonly user: string
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly columns: number
  readonly colour: boolean
  /** Whether what was printed can be taken back. */
  readonly isTerminal: boolean
  /** Aborted at the first ctrl-C: the step under way is finished. */
  readonly signal: AbortSignal
}

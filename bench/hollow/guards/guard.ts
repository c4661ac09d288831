export interface Guard {
  /** A folder of fixtures/good. */
  readonly agent: string
  readonly requirement: string
  readonly file: string
  /** Stands once in the file. */
  readonly guard: string
  readonly without: string
}

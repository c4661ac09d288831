import type { ToolError } from '../facts/facts.ts'

/** Work on one file or agent at a time: what goes wrong there is told, and the rest goes on. */
export interface Attempts {
  readonly errors: readonly ToolError[]
  of<Result>(file: string, stage: string, work: () => Result): Result | undefined
}

export function createAttempts(): Attempts {
  const errors: ToolError[] = []
  return {
    errors,
    of(file, stage, work) {
      try {
        return work()
      } catch (error) {
        errors.push({ file, stage, message: error instanceof Error ? error.message : String(error) })
        return undefined
      }
    },
  }
}

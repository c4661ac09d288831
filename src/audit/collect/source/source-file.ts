/** What a file is for. Only `production` is judged; tests and examples say what is exercised. */
export type Role = 'production' | 'test' | 'example' | 'generated' | 'vendored' | 'declaration'

export interface SourceFile {
  /** Relative to the root, with `/`. */
  readonly path: string
  readonly absolute: string
  readonly role: Role
  /** In bytes. */
  readonly size: number
}

// A `.baml` file declares prompts as functions: what goes in, what type comes out, which model answers. It is read
// here as text and declarations; nothing is rendered. A block of an unknown kind is skipped, a broken one is a problem.

/** Lines are 1-based and inclusive. */
export interface BamlSpan {
  readonly line: number
  readonly endLine: number
}

export interface BamlFile {
  readonly path: string
  readonly functions: readonly BamlFunction[]
  readonly classes: readonly BamlClass[]
  readonly enums: readonly BamlEnum[]
  readonly aliases: readonly BamlAlias[]
  readonly clients: readonly BamlClient[]
  readonly templates: readonly BamlTemplate[]
  readonly tests: readonly BamlTest[]
  readonly generators: readonly BamlGenerator[]
  readonly comments: readonly BamlComment[]
  /** What could not be read; everything else was. */
  readonly problems: readonly BamlProblem[]
}

export interface BamlFunction extends BamlSpan {
  readonly name: string
  readonly parameters: readonly BamlParameter[]
  readonly returns: BamlType
  /** A client of the repository, or `provider/model`. */
  readonly client: string | undefined
  readonly prompt: BamlText | undefined
}

export interface BamlParameter extends BamlSpan {
  readonly name: string
  readonly type: BamlType
}

export interface BamlType {
  /** As written, in one line. */
  readonly text: string
  /** The alternatives of a union, or the one type: names without `[]` and `?`, literals with their quotes. */
  readonly members: readonly string[]
  readonly list: boolean
  readonly optional: boolean
}

/** A text literal: from its opening to its closing quote. */
export interface BamlText extends BamlSpan {
  readonly text: string
  /** Of `{{ }}`, without those of BAML itself (`_.role`, `ctx`). */
  readonly insertions: readonly BamlInsertion[]
}

export interface BamlInsertion extends BamlSpan {
  readonly expression: string
}

export interface BamlClass extends BamlSpan {
  readonly name: string
  readonly description: string | undefined
  readonly fields: readonly BamlField[]
  /** Fields may be added at run time. */
  readonly dynamic: boolean
}

export interface BamlField extends BamlSpan {
  readonly name: string
  readonly type: BamlType
  readonly description: string | undefined
  /** `intent "done"`: the only value that the field can have. */
  readonly literal: string | undefined
}

export interface BamlEnum extends BamlSpan {
  readonly name: string
  readonly values: readonly string[]
  readonly dynamic: boolean
}

export interface BamlAlias extends BamlSpan {
  readonly name: string
  readonly type: BamlType
}

export interface BamlClient extends BamlSpan {
  readonly name: string
  readonly provider: string | undefined
  readonly model: string | undefined
  /** Names of the clients that it chooses from. */
  readonly strategy: readonly string[]
  readonly retries: string | undefined
}

export interface BamlTemplate extends BamlSpan {
  readonly name: string
  readonly parameters: readonly BamlParameter[]
  readonly text: BamlText | undefined
}

export interface BamlTest extends BamlSpan {
  readonly name: string
  readonly functions: readonly string[]
}

export interface BamlGenerator extends BamlSpan {
  readonly name: string
  readonly outputType: string | undefined
  /** Relative to the folder of the file. */
  readonly outputDir: string | undefined
}

export interface BamlComment extends BamlSpan {
  /** Without its marks. */
  readonly value: string
}

export interface BamlProblem extends BamlSpan {
  readonly reason: string
}

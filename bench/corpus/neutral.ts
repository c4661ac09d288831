// The neutral form in which audits are compared with hand-made labels: see README.md of the corpus.

export interface Neutral {
  readonly agents: readonly NeutralPlace[]
  readonly findings: readonly NeutralFinding[]
  readonly factors: Readonly<Record<string, FactorWord>>
  readonly tools?: readonly NeutralPlace[]
  readonly model_calls?: readonly NeutralPlace[]
  readonly human_contact?: readonly NeutralPlace[]
  readonly externalised_prompts?: readonly { readonly file: string }[]
  readonly triggers?: readonly { readonly kind: string }[]
}

export type FactorWord = 'pass' | 'partial' | 'fail' | 'na'

export interface NeutralPlace {
  readonly file: string
  readonly line: number
  readonly endLine?: number
}

/** What is said of the whole repository needs no place. */
export interface NeutralFinding extends Partial<NeutralPlace> {
  readonly kind: string
}

// What `twelvefold audit --format json` says, as far as benches read it. Written from the outside, as a user would:
// nothing here is imported from the product.

export interface AuditJson {
  readonly set: string
  readonly raw: number | null
  readonly adjusted: number | null
  /** Id of the agent that the repository is about. */
  readonly main: string | null
  readonly agents: readonly AuditedAgent[]
  readonly findings: readonly AuditFinding[]
  readonly modelCalls: readonly AuditPlace[]
  readonly prompts: readonly (AuditPlace & { readonly origin: string; readonly source: string })[]
  readonly tools: readonly (AuditPlace & { readonly offered: boolean; readonly result: string })[]
  readonly humans: readonly AuditPlace[]
  readonly triggers: readonly (AuditPlace & { readonly kind: string })[]
}

export interface AuditPlace {
  readonly file: string
  readonly line: number
  readonly endLine: number
}

export interface AuditedAgent extends AuditPlace {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly framework: string
  readonly raw: number
  readonly factors: readonly AuditedFactor[]
}

export interface AuditedFactor {
  readonly factor: number
  readonly level: string
  readonly weight: {
    readonly decidable: number
    readonly passes: number
    readonly fails: number
    readonly mustFails: number
  }
}

export interface AuditFinding {
  readonly requirement: string
  readonly agent: string
  readonly verdict: string
  readonly level: string
  readonly because: string
  readonly evidence: readonly (AuditPlace & { readonly kind: string; readonly what: string })[]
}

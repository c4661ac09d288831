// Facts are what was observed, as plain JSON: nothing in this folder judges. A fact says where it was seen.

/** Where something stands. `file` is relative to the audited root, with `/`; lines are 1-based and inclusive. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly endLine: number
}

/** Something seen at a place. */
export interface Sight extends Place {
  /** The kind of thing, stable, kebab-case: programs match on it. */
  readonly kind: string
  /** For a person, in a few words: the expression, the name, the value. No secrets: see `collect/redact.ts`. */
  readonly what: string
}

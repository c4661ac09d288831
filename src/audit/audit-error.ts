// Every error that the audit throws. `code` is stable: programs match on it, docs/errors.md lists it. What is wrong
// with the code that is judged is a finding; what could not be read of it is a fact: neither is thrown.

/** Base of all errors: `message` says what and where, `hint` says what to do next. */
export abstract class AuditError extends Error {
  abstract readonly code: string
  /** What the reader can do about it, as one sentence or command. */
  readonly hint: string | undefined

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.name = new.target.name
    this.hint = options.hint
  }
}

/** There is no folder to audit at this path, or it cannot be read. */
export class AuditRootInvalid extends AuditError {
  readonly code = 'audit_root_invalid'
}

/** `twelvefold.json`, or a file that it extends, is not a configuration: the message names the key and the file. */
export class ConfigurationInvalid extends AuditError {
  readonly code = 'configuration_invalid'
}

/** A file given to `--from-facts` is not saved facts: make it again with `--save-facts`. */
export class FactsInvalid extends AuditError {
  readonly code = 'facts_invalid'
}

/** Saved facts are of another version than this twelvefold reads: make them again with it. */
export class FactsVersionUnknown extends AuditError {
  readonly code = 'facts_version_unknown'
}

/** The report to compare with ("no new failures") cannot be read: make it again with `audit --json --out FILE`. */
export class BaselineInvalid extends AuditError {
  readonly code = 'baseline_invalid'
}

/** No requirement and no factor has this id: `twelvefold explain` lists them. */
export class RequirementNotFound extends AuditError {
  readonly code = 'requirement_not_found'
}

/** The audit contradicts itself: a bug of ours. Report it, with the file that `--save-facts` writes. */
export class AuditBroken extends AuditError {
  readonly code = 'audit_broken'
}

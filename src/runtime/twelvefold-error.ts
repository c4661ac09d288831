// Every error that this library throws. `code` is stable: programs match on it, docs/errors.md lists it.
// Expected outcomes (a failed tool, a stale append) are events or values, not members of this list.

/** Base of all errors: `message` says what and where, `hint` says what to do next. */
export abstract class TwelvefoldError extends Error {
  abstract readonly code: string
  /** What the reader can do about it, as one sentence or command. */
  readonly hint: string | undefined

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.name = new.target.name
    this.hint = options.hint
  }
}

/** The arguments of a command or a function are not usable. */
export class UsageError extends TwelvefoldError {
  readonly code = 'usage'
}

/** No thread has this id or begins with it: `twelvefold threads list` shows those that exist. */
export class ThreadNotFound extends TwelvefoldError {
  readonly code = 'thread_not_found'
}

/** More than one thread begins with this id: write more of it. */
export class ThreadAmbiguous extends TwelvefoldError {
  readonly code = 'thread_ambiguous'
}

/** A thread with this id is there already: an import never overwrites. */
export class ThreadExists extends TwelvefoldError {
  readonly code = 'thread_exists'
}

/** The thread has no such request: `twelvefold threads show ID` lists its requests. */
export class RequestNotFound extends TwelvefoldError {
  readonly code = 'request_not_found'
}

/** This person may not answer this request: its policy names who may. */
export class AnswerNotAllowed extends TwelvefoldError {
  readonly code = 'answer_not_allowed'
}

/** The operation does not fit the thread's status, such as pausing a finished thread. */
export class StatusConflict extends TwelvefoldError {
  readonly code = 'status_conflict'
}

/** A stored or imported event is not of the known shape. */
export class EventInvalid extends TwelvefoldError {
  readonly code = 'event_invalid'
}

/** The hash chain does not match: the log was changed after it was written. */
export class ChainBroken extends TwelvefoldError {
  readonly code = 'chain_broken'
}

/** A value is not plain JSON, so it can be neither stored nor hashed. */
export class NotJson extends TwelvefoldError {
  readonly code = 'not_json'
}

/** No agent of this name is loaded: check the agents folder and the name in the agent's file. */
export class AgentNotFound extends TwelvefoldError {
  readonly code = 'agent_not_found'
}

/** The agent's definition or file cannot be used. */
export class AgentInvalid extends TwelvefoldError {
  readonly code = 'agent_invalid'
}

/** A function under `stateless()` is not pure: `hint` says what to use instead, `where` the line. */
export class StatelessViolation extends TwelvefoldError {
  readonly code = 'stateless_violation'
  /** What it did, such as "reads the clock (Date.now)". */
  readonly what: string
  /** `FILE:LINE:COLUMN`, where it can be told. */
  readonly where: string | undefined

  constructor(
    message: string,
    options: { what: string; where?: string | undefined; hint?: string; cause?: unknown },
  ) {
    super(message, options)
    this.what = options.what
    this.where = options.where
  }
}

/** A tool's definition cannot be used. */
export class ToolInvalid extends TwelvefoldError {
  readonly code = 'tool_invalid'
}

/** What an agent's tools run in cannot be started or reached, such as an MCP server. */
export class ToolsetUnavailable extends TwelvefoldError {
  readonly code = 'toolset_unavailable'
}

/** A package that this door needs is not installed: `hint` is the command that installs it. */
export class PeerMissing extends TwelvefoldError {
  readonly code = 'peer_missing'
}

/** There is no prompt file of this name. */
export class PromptNotFound extends TwelvefoldError {
  readonly code = 'prompt_not_found'
}

/** A prompt file's front matter, body or variables are not right. */
export class PromptInvalid extends TwelvefoldError {
  readonly code = 'prompt_invalid'
}

/** No model can be used: no key is set and the agent brings no script. */
export class ModelUnavailable extends TwelvefoldError {
  readonly code = 'model_unavailable'
}

/** The model's provider failed; `retryable` and `retryAfterMs` say whether and when to try again. */
export class ModelCallFailed extends TwelvefoldError {
  readonly code = 'model_call_failed'
  readonly retryable: boolean
  /** Milliseconds that the provider asked us to wait. */
  readonly retryAfterMs: number | undefined

  constructor(
    message: string,
    options: { retryable: boolean; retryAfterMs?: number | undefined; hint?: string; cause?: unknown },
  ) {
    super(message, options)
    this.retryable = options.retryable
    this.retryAfterMs = options.retryAfterMs
  }
}

/** A secret was asked for by a name that the composition root does not know. */
export class SecretNotFound extends TwelvefoldError {
  readonly code = 'secret_not_found'
}

/** No SQLite driver is installed: `npm install libsql`, or use Node 22.13 or later. */
export class DriverMissing extends TwelvefoldError {
  readonly code = 'driver_missing'
}

/** The store is not usable: it cannot be opened, is damaged, or is not a twelvefold store. */
export class StoreUnusable extends TwelvefoldError {
  readonly code = 'store_unusable'
}

/** The store was written by a newer twelvefold: upgrade this one. */
export class SchemaTooNew extends TwelvefoldError {
  readonly code = 'schema_too_new'
}

/** Other processes kept the store locked until the deadline. */
export class StoreBusy extends TwelvefoldError {
  readonly code = 'store_busy'
}

/** The store or engine is closed. */
export class Closed extends TwelvefoldError {
  readonly code = 'closed'
}

import type { Bound } from './model-call.ts'
import type { Place, Sight } from './place.ts'

/** See CATALOGUE: a framework's constructor, an own cycle, a chain that code fixes, one call. */
export type AgentKind = 'framework-agent' | 'loop' | 'workflow' | 'single-call'

/** One agent, with all that was seen of it. Ids point into the lists of `Facts`. */
export interface Agent extends Place {
  readonly id: string
  readonly name: string
  readonly kind: AgentKind
  readonly framework: string
  /** An entry point or an export of the package reaches it. */
  readonly reached: boolean
  readonly calls: readonly string[]
  readonly prompts: readonly string[]
  readonly tools: readonly string[]
  readonly humans: readonly string[]
  readonly triggers: readonly string[]
  /** Agents that it calls, hands over to, or is made of. */
  readonly members: readonly string[]
  /** More than one model call can see what went before: a loop, a chat that is re-sent, a framework's memory. */
  readonly conversational: boolean
  readonly size: Size
  readonly control: Control
  readonly dispatch: Dispatch | undefined
  readonly context: Context
  readonly state: State
  readonly waiting: Waiting
  readonly errors: Errors
  readonly composition: Composition
  /** Clock, random, environment, input and output, writes to shared state inside the step or the prompt builder. */
  readonly impurities: readonly Sight[]
  /**
   * Text that the framework adds and the repository does not own. Kinds: `error-text`: what it says to the model when a
   * tool fails; every other kind (`framework-prompt`, `role-goal-backstory`, `compaction-prompt`) is an instruction.
   */
  readonly frameworkText: readonly Sight[]
  /** Types and clients of a transport (http, Slack, express) inside the owned code. */
  readonly transport: readonly Sight[]
  /**
   * Where the owned code sends its answer. Kinds: `returned` (to whoever called), `port` (a function or an object that
   * was handed in), or the one channel that it is fixed to, in the words of `TriggerKind`.
   */
  readonly replies: readonly Sight[]
}

/** Lines of code. `owned`: of functions that only this agent uses, without blanks and comments; `file`: as `wc -l`. */
export interface Size {
  readonly owned: number
  readonly file: number
}

/**
 * Who decides what happens after each answer of the model. `own`: the repository's loop; `graph`: its edges;
 * `hooks`: a framework's loop with the repository's conditions and bounds; `framework`: a loop that it only starts;
 * `none`: nothing follows the call.
 */
export interface Control {
  readonly owner: 'own' | 'graph' | 'hooks' | 'framework' | 'none'
  readonly at: Place
  /**
   * Kinds: `decides` (looks at a step and chooses what follows: `prepareStep`, a function as `toolUseBehavior` or
   * `stopWhen`, a middleware), `bound` (counts steps and nothing else), `observes` (is told, and changes nothing).
   */
  readonly hooks: readonly Sight[]
  readonly bound: Bound
  /** Repeats (same call, same result) are noticed. */
  readonly noProgress: readonly Sight[]
  readonly cancels: { readonly model: boolean; readonly tools: boolean }
}

/** Where the model's choice of a tool becomes a call. */
export interface Dispatch extends Place {
  readonly by: 'framework' | 'switch' | 'registry' | 'mcp' | 'single'
  readonly validates: 'framework' | 'schema' | 'none' | 'unknown'
  readonly unknownTool: 'handled' | 'missing' | 'framework' | 'unknown'
  /** Every declared tool has a handler. */
  readonly covers: 'all' | 'some' | 'unknown'
  readonly uncovered: readonly string[]
  /** Model text that is executed or used as a key without an own-key check. */
  readonly dynamic: readonly Sight[]
  /** A path that leaves a chosen call without a result. */
  readonly unanswered: readonly Sight[]
  /** Code looks at the choice before it runs: a pause can stand there. */
  readonly separate: boolean
}

/**
 * What decides the model's input. `built`: one owned function makes it from state; `selected`: own messages with one
 * selective act; `appended`: a list that only grows; `resent`: messages given by the client; `framework`: the
 * framework's own history; `hosted`: the provider's; `one-shot`: nothing is carried over.
 */
export interface Context {
  readonly input: 'built' | 'selected' | 'appended' | 'resent' | 'framework' | 'hosted' | 'one-shot'
  readonly at: Place
  /**
   * What chooses or changes the input on the way to the model. Kinds: `slice`, `filter`, `token-count`, `summary`,
   * `reset`, `redact` (takes secrets out), `framework-limit` (a setting of the framework's own history).
   */
  readonly acts: readonly Sight[]
  /** A length or token comparison, a limit of memory, or a fixed number of calls bounds the input. */
  readonly bounded: 'yes' | 'no' | 'unknown'
  readonly bound: Sight | undefined
  /** Whole results of requests and queries put into the history as they are. */
  readonly rawResults: readonly Sight[]
  readonly shapedResults: readonly Sight[]
  /** Environment, headers and credentials that flow into messages. */
  readonly secrets: readonly Sight[]
  /** Filters by which resolved errors leave. */
  readonly resolves: readonly Sight[]
}

/** Where the state of a run lives. */
export interface State {
  /** The one object or list that holds the run; undefined: none was found. */
  readonly thread: Sight | undefined
  /** `object`: one JSON-safe object holds history and status; `list`: the history alone; `scattered`, `none`. */
  readonly shape: 'object' | 'list' | 'scattered' | 'none'
  readonly notSerialisable: readonly Sight[]
  readonly stores: readonly StateStore[]
  /** Module-level variables that agent or tool code changes at run time. */
  readonly moduleMutable: readonly Sight[]
  /** Run state (status, counters, history) in closures and instances. */
  readonly instanceState: readonly Sight[]
  /** Events or messages removed or rewritten in place. */
  readonly rewrites: readonly Sight[]
  readonly derivations: readonly Sight[]
  readonly forks: readonly Sight[]
  readonly renders: readonly Sight[]
  readonly versions: readonly Sight[]
}

/** `memory`: ends with the process; `durable`: a file, a database, a service; `platform`: a durable runtime's own. */
export interface StateStore extends Sight {
  readonly keeps: 'memory' | 'durable' | 'platform' | 'client' | 'unknown'
  readonly conditionalWrite: boolean
}

/** Launch, pause and resume. */
export interface Waiting {
  readonly launches: readonly Sight[]
  readonly queries: readonly Sight[]
  readonly resumes: readonly Sight[]
  /** Waits that hold the process: standard input, a pending promise, polling with sleep. */
  readonly blocking: readonly Sight[]
  /** Waits that are stored and let the process go: interrupts with a checkpointer, ended turns, durable hooks. */
  readonly durable: readonly Sight[]
  /** Gates between choice and execution. */
  readonly gates: readonly Sight[]
  /**
   * Effects that a resume runs a second time: a write that stands before an interrupt in the same node, or before a
   * durable wait in the same step, without a key.
   */
  readonly repeats: readonly Sight[]
}

/** What becomes of failures. Kinds: see `errors/` of the collector. */
export interface Errors {
  /** Failures that become something the model sees, and the loop goes on. */
  readonly fedBack: readonly Sight[]
  /** Raw stacks and unbounded messages that reach the model. */
  readonly raw: readonly Sight[]
  /** Bounded or mapped texts that reach the model. */
  readonly compact: readonly Sight[]
  readonly swallowed: readonly Sight[]
  readonly crashes: readonly Sight[]
  readonly ends: readonly Sight[]
  readonly unboundedRetries: readonly Sight[]
  readonly thresholds: readonly Sight[]
  readonly escalations: readonly Sight[]
  readonly classifications: readonly Sight[]
}

export interface Composition {
  /** A cycle of hand-overs or of agents as tools. */
  readonly cycle: Sight | undefined
  readonly capped: boolean
  /** Tools that one request can carry at most; undefined when it could not be counted. */
  readonly toolsPerRequest: number | undefined
  /** Tokens of instructions and schemas, estimated. */
  readonly overheadTokens: number | undefined
}

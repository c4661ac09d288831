// What an adapter saw: the framework's constructs in the audit's own words, still tied to the source.
// Everything after the adapters works on sightings and is the same for every framework.
import type { Bound } from '../facts/model-call.ts'
import type { Expression, Value } from './program/value.ts'

/** Text or messages given to a model. `messages`: a list whose elements carry their own roles. */
export interface PromptInput {
  readonly role: 'system' | 'user' | 'messages'
  readonly at: Expression
  /** The file that the framework reads under the name that stands there, from the root of the repository. */
  readonly file?: string
}

/** What an agent gets from its framework because the repository asked for it, or because it always does so. */
export interface Provided {
  readonly what:
    | 'context-budget'
    | 'error-fed-back'
    | 'error-compact'
    | 'error-kinds'
    /** Failures in a row are counted; at a number the run ends, and says why. */
    | 'error-threshold'
    /** Launching gives an id, by which the run can be looked up. */
    | 'launch'
    /** The same call with the same result, again and again, is told to the model, and ends the run. */
    | 'no-progress'
    | 'pause'
    /** By id; of two at once only one goes on. */
    | 'resume'
    /** To the model; what tools do with it is their own code's. */
    | 'signal'
    /** One list of versioned events holds the run: its state is worked out from them; it can be forked and read. */
    | 'thread'
  readonly at: Expression
}

/** A call that issues a request to a model, or that runs an agent (which then issues requests). */
export interface CallSighting {
  readonly kind: 'call'
  readonly framework: string
  /** As people write it: `openai.chat.completions.create`, `ai.generateText`, `agents.run`. */
  readonly api: string
  readonly at: Expression
  readonly inputs: readonly PromptInput[]
  readonly tools: readonly ToolSighting[]
  /** Some tools could not be listed: a server's, a parameter's. */
  readonly moreTools: boolean
  /** A schema for the answer is on the wire. */
  readonly schema: boolean
  /** The bound of the framework's own loop inside this call; undefined when the call is one request. */
  readonly bound: Bound | undefined
  /** The repository's own conditions inside the framework's loop: `prepareStep`, `stopWhen`, `toolUseBehavior`. */
  readonly hooks: readonly Expression[]
  readonly signal: boolean
  readonly retries: 'sdk' | 'set' | 'none'
  /** The provider keeps the history. */
  readonly hosted: boolean
  /** The agent that is run, when the call runs one. */
  readonly runs: Value | undefined
}

/** A framework's agent: a constructor, a factory, a class that extends the framework's. */
export interface AgentSighting {
  readonly kind: 'agent'
  readonly framework: string
  /** The constructor's call, or the class. */
  readonly at: Expression
  readonly name: string | undefined
  readonly inputs: readonly PromptInput[]
  readonly tools: readonly ToolSighting[]
  readonly moreTools: boolean
  /** Agents that it hands over to or uses as tools. */
  readonly handoffs: readonly Value[]
  readonly schema: boolean
  readonly bound: Bound | undefined
  readonly hooks: readonly Expression[]
  /** The framework keeps the history: a memory, a checkpointer, a durable object. */
  readonly memory: StoreSighting | undefined
  /** The repository's function that chooses what follows each answer: the framework only carries it out. */
  readonly decides?: Expression
  readonly provides?: readonly Provided[]
  /** The framework starts it by its name, from where it stands: nothing in the repository has to import it. */
  readonly isLoaded?: boolean
  /** A fixed pipeline of this framework, not an agent that chooses: `createWorkflow`, `createNetwork`. */
  readonly isWorkflow: boolean
}

/** Something that a model can choose to call. */
export interface ToolSighting {
  readonly kind: 'tool'
  readonly framework: string
  /** The definition: `tool({…})`, `{ type: 'function', … }`, a BAML class. */
  readonly at: Expression
  readonly name: string
  readonly described: boolean
  readonly input: {
    readonly kind: 'declared' | 'loose' | 'dynamic' | 'none' | 'unknown'
    readonly schema: Value | undefined
  }
  readonly outputSchema: boolean
  /** What it is declared to do where the framework acts on that: reads are repeated, writes never are. */
  readonly effect?: 'read' | 'write' | 'ask' | 'end'
  /** What runs when it is chosen; undefined when code elsewhere dispatches on its name. */
  readonly handler: Value | undefined
  readonly runBy: 'framework' | 'code' | 'provider' | 'unknown'
  /** `needsApproval`, `requireApproval`: the expression. */
  readonly gate: Expression | undefined
  /** An agent used as a tool. */
  readonly agent: Value | undefined
  /** The framework makes one envelope of every result, failures included. */
  readonly enveloped?: boolean
  /** A function of the repository words its failures for the model: `errorFunction`. */
  readonly wordsFailures?: boolean
}

/** A graph whose edges are code: `StateGraph`, `createWorkflow` with steps. */
export interface GraphSighting {
  readonly kind: 'graph'
  readonly framework: string
  /** The expression that begins the graph (`new StateGraph(…)`), and the one that finishes it (`.compile()`). */
  readonly at: Expression
  readonly end: Expression | undefined
  readonly nodes: readonly { readonly name: string; readonly handler: Value; readonly at: Expression }[]
  readonly edges: readonly { readonly from: string; readonly to: string }[]
  readonly routers: readonly {
    readonly from: string
    readonly router: Value
    /** Undefined: any node. */
    readonly targets: readonly string[] | undefined
    readonly at: Expression
  }[]
  readonly memory: StoreSighting | undefined
  readonly bound: Bound | undefined
}

/** A person is asked through a framework's means: `interrupt()`, `suspend()`, a hook. */
export interface HumanSighting {
  readonly kind: 'human'
  readonly framework: string
  readonly at: Expression
  readonly how: 'tool' | 'approval' | 'readline' | 'chat'
  readonly durable: boolean
  readonly awaited: boolean
  /** `deadline`, `timeout`: what ends the wait. */
  readonly deadline?: Expression
}

/** Where a tool that the model chose is run by its name, through a framework's means: `client.callTool`. */
export interface DispatchSighting {
  readonly kind: 'dispatch'
  readonly framework: string
  readonly at: Expression
}

export interface StoreSighting {
  readonly kind: 'store'
  readonly at: Expression
  readonly keeps: 'memory' | 'durable' | 'platform' | 'unknown'
  /** What limits how much of it goes to the model: `lastMessages: 20`. */
  readonly limit?: Expression
}

/** Instruction text that the framework adds by itself, or fetches from elsewhere. */
export interface FrameworkTextSighting {
  readonly kind: 'framework-text'
  readonly framework: string
  readonly at: Expression
  /** As in `Agent.frameworkText`: told apart from an instruction. */
  readonly text: 'error-text' | 'framework-prompt' | 'role-goal-backstory' | 'compaction-prompt'
  /** For a person: where the text comes from. */
  readonly what: string
}

/** The framework starts the repository's code from outside: `serve()`, `inngest.createFunction`, `onChatMessage`. */
export interface TriggerSighting {
  readonly kind: 'trigger'
  readonly at: Expression
  readonly trigger:
    'cli' | 'http' | 'webhook' | 'websocket' | 'slack' | 'email' | 'cron' | 'event' | 'queue' | 'mcp' | 'chat'
  readonly handlers: readonly Value[]
}

export type Sighting =
  | CallSighting
  | AgentSighting
  | ToolSighting
  | GraphSighting
  | HumanSighting
  | DispatchSighting
  | StoreSighting
  | FrameworkTextSighting
  | TriggerSighting

// From sightings to agents: which code belongs to one agent, of what kind, and which model calls it issues.
import type { AgentKind } from '../../facts/agent.ts'
import type { Module } from '../program/module.ts'
import type { Node } from '../program/node.ts'
import type { Expression } from '../program/value.ts'
import type { AgentSighting, CallSighting, GraphSighting, PromptInput, ToolSighting } from '../sighting.ts'

/** A piece of code that is looked at as a whole: a function, a class, a loop or a statement at module level. */
export interface Region {
  readonly module: Module
  readonly node: Node
}

/**
 * A place that causes a model request, in the view of the function it stands in: the call itself, or a call of a
 * function of the repository that passes its parameters on to one.
 */
export interface Issue {
  readonly at: Expression
  /** The request at the end of the chain. */
  readonly call: CallSighting
  /** What this place gives the model: expressions that stand here. */
  readonly inputs: readonly PromptInput[]
  /** How many functions lie between this place and the request. */
  readonly hops: number
}

/** The cycle in which a model is asked again. */
export interface Cycle {
  readonly shape: 'loop' | 'recursion' | 'graph'
  /** The loop statement, the function that calls itself, or the graph's first expression. */
  readonly region: Region
}

/** An agent as it is found; facts are made from it. */
export interface AgentDraft {
  readonly id: string
  readonly name: string
  readonly kind: AgentKind
  readonly framework: string
  readonly region: Region
  readonly cycle: Cycle | undefined
  readonly sighting: AgentSighting | undefined
  readonly graph: GraphSighting | undefined
  readonly issues: readonly Issue[]
  /** Model calls that belong to it, and calls that run it. */
  readonly calls: CallSighting[]
  readonly tools: readonly ToolSighting[]
  readonly moreTools: boolean
  /** Agents that it calls, hands over to, or is made of. */
  readonly members: AgentDraft[]
  /** Its code: the region, and the functions that are reached from it and are no other agent's and no tool's. */
  readonly owned: readonly Region[]
}

import type { Program } from '../program/program.ts'
import type { AgentSighting, CallSighting, GraphSighting } from '../sighting.ts'
import type { Asking } from './asking.ts'
import type { CallGraph } from './call-graph.ts'
import type { Issue } from './draft.ts'

/** All that the searches for agents share. */
export interface Search {
  readonly program: Program
  readonly graph: CallGraph
  readonly asking: Asking
  readonly calls: readonly CallSighting[]
  readonly constructs: readonly AgentSighting[]
  readonly graphs: readonly GraphSighting[]
  /** Places that cause requests, wrappers left out. */
  readonly issues: readonly Issue[]
}

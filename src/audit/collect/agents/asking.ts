import { type Node, enclosingFunction } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import type { Expression } from '../program/value.ts'
import type { CallSighting } from '../sighting.ts'
import type { CallGraph } from './call-graph.ts'
import { type Post, findPosts } from './posts.ts'

/** What causes a model request, directly or through functions of the repository. */
export interface Asking {
  /** Calls that end at a model. */
  readonly sites: ReadonlySet<Node>
  /** Functions that reach a model. */
  readonly functions: ReadonlySet<Node>
  /** Requests of clients to routes of the repository itself. */
  readonly posts: readonly Post[]
  /** The model calls that a function reaches. */
  callsOf(definition: Node): readonly CallSighting[]
}

/** Upward from each model call: who calls the function around it, who posts to it, and so on. */
export function findAsking(program: Program, calls: readonly CallSighting[]): Asking {
  const sites = new Set<Node>()
  const reached = new Map<Node, Set<CallSighting>>()
  const posts = findPosts(program)
  const waiting: { at: Expression; call: CallSighting }[] = calls.map((call) => ({ at: call.at, call }))
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    sites.add(item.at.node)
    for (let inside = enclosingFunction(item.at.node); inside; inside = enclosingFunction(inside)) {
      const known = reached.get(inside) ?? new Set()
      if (known.has(item.call)) break
      reached.set(inside, known.add(item.call))
      for (const { module, node } of [...program.uses.callersOf(inside), ...program.uses.mentionsOf(inside)])
        if (module.role !== 'test') waiting.push({ at: { module, node }, call: item.call })
      for (const { at, handlers } of posts)
        if (handlers.includes(inside)) waiting.push({ at, call: item.call })
    }
  }
  return {
    sites,
    posts,
    functions: new Set(reached.keys()),
    callsOf: (definition) => [...(reached.get(definition) ?? [])],
  }
}

/** Functions that reach themselves again. */
export function isRecursive(graph: CallGraph, at: Parameters<CallGraph['callsIn']>[0]): boolean {
  const callsSelf = (region: typeof at): boolean =>
    graph.callsIn(region).some(({ target }) => target.node === at.node)
  return callsSelf(at) || graph.reachedFrom(at).some(callsSelf)
}

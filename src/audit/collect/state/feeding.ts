// What the model's input is made of: the code that flows into it, backwards from each request.
import type { Variable } from '../program/scopes.ts'
import type { AgentDraft } from '../agents/draft.ts'
import {
  type ClassNode,
  type FunctionNode,
  type Node,
  enclosingClass,
  isCall,
  isFunction,
  isInside,
  isNode,
  memberName,
  nodesUnder,
  returnsOf,
  endOf,
  startOf,
} from '../program/node.ts'
import { type Expression, alternatives } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { declarationOf } from './declaration.ts'
import { mutationAt } from './mutations.ts'

export interface Feeding {
  readonly variables: ReadonlySet<Variable>
  /** Fields of classes: `this.messages`. */
  readonly fields: ReadonlyMap<ClassNode, ReadonlySet<string>>
  /** Expressions of the agent's own code that an input is made from: what was put into a history before is left out. */
  readonly made: readonly Expression[]
  /** What was put into a history before, or came in by a caller. */
  readonly later: readonly Expression[]
  /** Functions whose result flows into an input. */
  readonly builders: ReadonlySet<FunctionNode>
}

const MAX_EXPRESSIONS = 1500
const cache = new WeakMap<AgentDraft, Feeding>()

export function feedingOf(scene: Scene, draft: AgentDraft): Feeding {
  const known = cache.get(draft)
  if (known !== undefined) return known
  const found = walk(scene, draft)
  cache.set(draft, found)
  return found
}

interface Walk {
  readonly scene: Scene
  readonly regions: AgentDraft['owned']
  readonly variables: Set<Variable>
  readonly fields: Map<ClassNode, Set<string>>
  readonly builders: Set<FunctionNode>
  readonly seen: Set<Node>
  readonly waiting: Expression[]
  /** What comes in by a history, or from outside: looked at when all that is made here is known. */
  readonly later: Expression[]
}

function walk(scene: Scene, draft: AgentDraft): Feeding {
  const inputs = [...draft.issues, ...draft.calls].flatMap((one) => one.inputs.map(({ at }) => at))
  const constructed = draft.sighting?.inputs.map(({ at }) => at) ?? []
  const state: Walk = {
    scene,
    regions: draft.owned,
    variables: new Set(),
    fields: new Map(),
    builders: new Set(),
    seen: new Set(),
    waiting: [...inputs, ...constructed],
    later: [],
  }
  const made = drained(state, state.waiting)
  const later = drained(state, state.later)
  return { variables: state.variables, fields: state.fields, made, later, builders: state.builders }
}

function drained(state: Walk, queue: Expression[]): Expression[] {
  const { scene, seen } = state
  const found: Expression[] = []
  for (let at = queue.pop(); at !== undefined && seen.size < MAX_EXPRESSIONS; at = queue.pop()) {
    if (seen.has(at.node) || isRequest(scene, at.node)) continue
    seen.add(at.node)
    found.push(at)
    for (const node of nodesUnder(at.node, (inner) => !isRequest(scene, inner)))
      step(state, { module: at.module, node }, queue)
  }
  return found
}

/** An answer of a model that flows into the next request is no part of how the request is made. */
function isRequest(scene: Scene, node: Node): boolean {
  return scene.asking.sites.has(node)
}

function step(state: Walk, at: Expression, queue: Expression[]): void {
  const { module, node } = at
  if (isNode(node, 'Identifier')) addVariable(state, at, queue)
  else if (isNode(node, 'MemberExpression') && isNode(node.object, 'ThisExpression'))
    addField(state, at, queue)
  else if (isCall(node) && isNode(node, 'CallExpression')) {
    for (const value of state.scene.program.uses.resolve(
      state.scene.program.evaluate({ module, node: node.callee }),
    ))
      if (value.kind === 'function') addResult(state, { module: value.module, node: value.node }, queue)
  }
}

function addResult(state: Walk, at: Expression & { node: FunctionNode }, queue: Expression[]): void {
  // An answer of a model is no part of how a request is made.
  if (state.scene.asking.functions.has(at.node)) return
  if (state.builders.has(at.node)) return
  state.builders.add(at.node)
  for (const node of returnsOf(at.node)) queue.push({ module: at.module, node })
}

function addVariable(state: Walk, at: Expression, queue: Expression[]): void {
  const { parent } = at.node
  if (isNode(parent, 'Property') && parent.key === at.node && !parent.shorthand) return
  if (isNode(parent, 'MemberExpression') && parent.property === at.node && !parent.computed) return
  const declared = declarationOf(state.scene.program, at.module, at.node)
  if (declared === undefined || state.variables.has(declared.variable)) {
    if (declared === undefined) addFunction(state, at, queue)
    return
  }
  const { module, variable, node } = declared
  state.variables.add(variable)
  if (isNode(node, 'VariableDeclarator')) {
    if (node.init) queue.push({ module, node: node.init })
    const loop: Node = node.parent.parent
    if (isNode(loop, 'ForOfStatement')) queue.push({ module, node: loop.right })
  } else if (isFunction(node)) {
    addArguments(state, { module, node }, { variable, queue })
  }
  for (const reference of variable.references) addChange(state, { module, node: reference.identifier })
}

/** A builder that is handed over by name. */
function addFunction(state: Walk, at: Expression, queue: Expression[]): void {
  for (const value of alternatives(state.scene.program.evaluate(at)))
    if (value.kind === 'function') addResult(state, { module: value.module, node: value.node }, queue)
}

interface Parameter {
  readonly variable: Variable
  readonly queue: Expression[]
}

function addArguments(
  state: Walk,
  holder: Expression & { node: FunctionNode },
  { variable, queue }: Parameter,
): void {
  const definition = variable.defs[0]
  if ((definition?.type as string) === 'FunctionName') {
    addResult(state, holder, queue)
    return
  }
  const name = definition?.name
  const index = holder.node.params.findIndex(
    (one) => name !== undefined && startOf(name) >= startOf(one) && endOf(name) <= endOf(one),
  )
  for (const { module, node } of state.scene.program.uses.callersOf(holder.node)) {
    const given = node.arguments[index]
    if (given === undefined || module.role === 'test') continue
    ;(isOwned(state, module, node) ? queue : state.later).push({ module, node: given })
  }
}

function isOwned(state: Walk, module: Expression['module'], node: Node): boolean {
  return state.regions.some((region) => region.module === module && isInside(node, region.node))
}

/** What is written to the variable, or added to its list. */
function addChange(state: Walk, at: Expression): void {
  let node: Node | undefined = at.node
  for (let hops = 0; node !== undefined && hops < 4; hops++, node = node.parent) {
    const change = mutationAt(at.module, node)
    if (change === undefined) continue
    if (change.target.node === at.node)
      for (const given of change.given) state.later.push({ module: at.module, node: given })
    return
  }
}

function addField(state: Walk, at: Expression, queue: Expression[]): void {
  const owner = enclosingClass(at.node)
  const name = isNode(at.node, 'MemberExpression') ? memberName(at.node) : undefined
  if (owner === undefined || name === undefined) return
  const known = state.fields.get(owner) ?? new Set()
  if (known.has(name)) return
  state.fields.set(owner, known.add(name))
  for (const inner of nodesUnder(owner.body)) {
    const change = mutationAt(at.module, inner)
    if (change && isNode(change.target.node, 'ThisExpression') && change.target.path[0] === name)
      for (const given of change.given) state.later.push({ module: at.module, node: given })
    if (
      isNode(inner, 'PropertyDefinition') &&
      inner.value &&
      isNode(inner.key, 'Identifier') &&
      inner.key.name === name
    )
      queue.push({ module: at.module, node: inner.value })
    if (
      isNode(inner, 'MethodDefinition') &&
      isNode(inner.key, 'Identifier') &&
      inner.key.name === name &&
      isFunction(inner.value)
    )
      addResult(state, { module: at.module, node: inner.value }, queue)
  }
}

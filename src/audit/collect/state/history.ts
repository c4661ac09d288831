// The history of a run: the list that is added to in its steps, and that the model's input is made from.
import type { Variable } from '../program/scopes.ts'
import type { AgentDraft } from '../agents/draft.ts'
import {
  type ClassNode,
  type Node,
  enclosingClass,
  enclosingFunction,
  isFunction,
  isInside,
  isNode,
  nodesUnder,
} from '../program/node.ts'
import type { Scene } from '../scene.ts'
import { type Declared, declarationOf, isOfModule } from './declaration.ts'
import { feedingOf } from './feeding.ts'
import { type Mutation, mutationsIn } from './mutations.ts'
import { outermost, runCodeOf } from './run-code.ts'

export interface History {
  /** `thread.events`, `messages`, `this.messages` */
  readonly what: string
  readonly declared: Declared | undefined
  readonly field: { readonly owner: ClassNode; readonly name: string } | undefined
  /** A list inside an object that is handed from step to step. */
  readonly inObject: boolean
  readonly appends: readonly Mutation[]
}

const known = new WeakMap<AgentDraft, readonly History[]>()

export function historiesOf(scene: Scene, draft: AgentDraft): readonly History[] {
  const found = known.get(draft) ?? find(scene, draft)
  known.set(draft, found)
  return found
}

function find(scene: Scene, draft: AgentDraft): History[] {
  const { variables, fields } = feedingOf(scene, draft)
  const byKey = new Map<unknown, History & { appends: Mutation[] }>()
  for (const region of outermost(runCodeOf(scene, draft)))
    for (const mutation of mutationsIn(region)) {
      if (mutation.how !== 'append') continue
      const one = historyAt(scene, mutation, variables, fields)
      if (one === undefined) continue
      const entry = byKey.get(one.what)
      if (entry === undefined) byKey.set(one.what, { ...one, appends: [mutation] })
      else entry.appends.push(mutation)
    }
  const direct = directlyGiven(draft)
  const rank = (one: History): number => (one.declared && direct.has(one.declared.variable) ? 0 : 1)
  return [...byKey.values()]
    .filter((one) => isCarried(draft, one, direct))
    .toSorted((one, other) => rank(one) - rank(other))
}

/** Variables that stand in an input itself: `messages` of `create({ messages })`. */
function directlyGiven(draft: AgentDraft): Set<Variable> {
  const found = new Set<Variable>()
  for (const { at } of [...draft.issues, ...draft.calls].flatMap(({ inputs }) => inputs))
    for (const node of nodesUnder(at.node)) {
      const variable = isNode(node, 'Identifier') ? at.module.variableOf(node) : undefined
      if (variable !== undefined) found.add(variable)
    }
  return found
}

/** It is there in the next round: not a list that a helper fills, or that each round makes anew. */
function isCarried(draft: AgentDraft, { declared, field }: History, direct: ReadonlySet<Variable>): boolean {
  if (field !== undefined || declared === undefined || isOfModule(declared)) return true
  if (isFunction(declared.node)) return true
  const cycle = draft.cycle?.region
  if (cycle === undefined) return direct.has(declared.variable)
  const isInRound =
    cycle.module === declared.module &&
    isInside(declared.node, cycle.node) &&
    !isInHeader(declared.node, cycle.node)
  if (isInRound) return false
  const holder = enclosingFunction(declared.node)
  return holder === undefined || (cycle.module === declared.module && isInside(cycle.node, holder))
}

/** Declared once, in `for (let list = []; …;)`. */
function isInHeader(definition: Node, loop: Node): boolean {
  return isNode(loop, 'ForStatement') && loop.init !== null && isInside(definition, loop.init)
}

type Fields = ReadonlyMap<ClassNode, ReadonlySet<string>>

function historyAt(
  scene: Scene,
  mutation: Mutation,
  variables: ReadonlySet<Variable>,
  fields: Fields,
): Omit<History, 'appends'> | undefined {
  const { module, target } = mutation
  const { node, path } = target
  if (isNode(node, 'ThisExpression')) {
    const owner = enclosingClass(node)
    const [name] = path
    if (owner === undefined || name === undefined || !fields.get(owner)?.has(name)) return undefined
    return {
      what: `this.${path.join('.')}`,
      declared: undefined,
      field: { owner, name },
      inObject: path.length > 1,
    }
  }
  if (!isNode(node, 'Identifier')) return undefined
  const declared = declarationOf(scene.program, module, node)
  if (declared === undefined || !variables.has(declared.variable)) return undefined
  const what = [node.name, ...path].join('.')
  return { what, declared, field: undefined, inObject: path.length > 0 && !path.includes('[]') }
}

/** A change of a list that is one of these histories. */
export function changesHistory(
  scene: Scene,
  histories: readonly History[],
  { module, target }: Mutation,
): boolean {
  const { node, path } = target
  const names = path.filter((name) => name !== '[]')
  return histories.some(({ declared, field, appends }) => {
    const own = appends[0]?.target.path.filter((name) => name !== '[]') ?? []
    const isSame = own.every((name, index) => names[index] === name)
    if (field !== undefined)
      return isSame && isNode(node, 'ThisExpression') && enclosingClass(node) === field.owner
    return (
      isSame &&
      isNode(node, 'Identifier') &&
      declarationOf(scene.program, module, node)?.variable === declared?.variable
    )
  })
}

import type { Variable } from '../program/scopes.ts'
import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import {
  type Node,
  around,
  enclosingFunction,
  isCall,
  isFunction,
  isLoop,
  isNode,
  memberName,
  endOf,
  startOf,
} from '../program/node.ts'
import { pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { type Declared, declarationOf, isOfModule } from './declaration.ts'
import { feedingOf } from './feeding.ts'
import { type Mutation, mutationsIn } from './mutations.ts'
import { outermost, runCodeOf } from './run-code.ts'

/**
 * A variable of a module that a run changes. `history`: it flows into the model's input; `state`: it is looked at later
 * and changes what happens; `cache`, `client`, `metrics`: the same for every run.
 */
export interface ModuleState {
  readonly declared: Declared
  readonly name: string
  readonly kind: 'history' | 'state' | 'cache' | 'client' | 'metrics'
  readonly writes: readonly Mutation[]
}

const known = new WeakMap<AgentDraft, readonly ModuleState[]>()

export function moduleStateOf(scene: Scene, draft: AgentDraft): readonly ModuleState[] {
  const found = known.get(draft) ?? find(scene, draft)
  known.set(draft, found)
  return found
}

export function sightOf({ declared, kind, name }: ModuleState): Sight {
  return { ...declared.module.placeOf(declared.node), kind, what: name }
}

function find(scene: Scene, draft: AgentDraft): ModuleState[] {
  const byVariable = new Map<Variable, { declared: Declared; writes: Mutation[] }>()
  for (const region of outermost(runCodeOf(scene, draft))) {
    for (const mutation of mutationsIn(region)) {
      const declared = writtenAtRunTime(scene, mutation)
      if (declared === undefined) continue
      const entry = byVariable.get(declared.variable)
      if (entry === undefined) byVariable.set(declared.variable, { declared, writes: [mutation] })
      else entry.writes.push(mutation)
    }
  }
  return [...byVariable.values()].flatMap(({ declared, writes }) => {
    const kind = kindOf(scene, draft, declared, writes)
    return kind === undefined ? [] : [{ declared, kind, writes, name: declared.variable.name }]
  })
}

function writtenAtRunTime(scene: Scene, mutation: Mutation): Declared | undefined {
  const { module, target, node } = mutation
  if (!isNode(target.node, 'Identifier')) return undefined
  const declared = declarationOf(scene.program, module, target.node)
  if (declared === undefined || !isOfModule(declared)) return undefined
  // What the module's own start writes is there before any run.
  if (enclosingFunction(node) === undefined && around(node, isLoop) === undefined) return undefined
  return isPlain(scene, declared) ? declared : undefined
}

/** Data of the program's own, not a client whose methods happen to be called `set` or `add`. */
function isPlain(scene: Scene, { module, node }: Declared): boolean {
  if (!isNode(node, 'VariableDeclarator')) return false
  if (node.init === null) return true
  const value = scene.program.evaluate({ module, node: node.init })
  if (value.kind === 'called')
    return /^global:(Map|Set|Array|WeakMap|Object\.\w+|JSON\.parse)$/.test(pathOf(value.of) ?? '')
  return value.kind !== 'external' && value.kind !== 'instance' && value.kind !== 'member'
}

function kindOf(
  scene: Scene,
  draft: AgentDraft,
  declared: Declared,
  writes: readonly Mutation[],
): ModuleState['kind'] | undefined {
  const isReassigned = writes.every(({ how, target }) => how === 'assign' && target.path.length === 0)
  if (isReassigned && writes.every((write) => isLazy(write))) return 'client'
  if (feedingOf(scene, draft).variables.has(declared.variable) && writes.some(({ how }) => how === 'append'))
    return 'history'
  if (isKeyedCache(declared, writes)) return 'cache'
  const reads = readsOf(scene, declared, writes)
  if (reads.length === 0) return undefined
  if (writes.every(({ how }) => how === 'count') && !reads.some(isDecisive)) return 'metrics'
  if (reads.every(isLogged)) return 'metrics'
  return feedingOf(scene, draft).variables.has(declared.variable) ? 'history' : 'state'
}

/** `client ??= create()`, `if (!client) client = create()`: made once, the same for every run. */
function isLazy({ node }: Mutation): boolean {
  if (isNode(node, 'AssignmentExpression') && (node.operator === '??=' || node.operator === '||='))
    return true
  const name =
    isNode(node, 'AssignmentExpression') && isNode(node.left, 'Identifier') ? node.left.name : undefined
  const test = around(node, (outer) => isNode(outer, 'IfStatement') || isFunction(outer))
  if (name === undefined) return false
  if (isNode(test, 'IfStatement')) return new RegExp(String.raw`\b${name}\b`).test(textOf(test.test))
  // `if (client) return client` before it.
  const body = isFunction(test) && isNode(test.body, 'BlockStatement') ? test.body.body : []
  return body.some(
    (one) =>
      endOf(one) < startOf(node) &&
      isNode(one, 'IfStatement') &&
      isNode(one.test, 'Identifier') &&
      one.test.name === name,
  )
}

function textOf(node: Node): string {
  if (isNode(node, 'Identifier')) return node.name
  if (isNode(node, 'UnaryExpression')) return textOf(node.argument)
  if (isNode(node, 'BinaryExpression') || isNode(node, 'LogicalExpression'))
    return `${textOf(node.left)} ${textOf(node.right)}`
  return ''
}

/** Looked up under the key that it is written under, and only then computed. */
function isKeyedCache(declared: Declared, writes: readonly Mutation[]): boolean {
  if (
    !writes.every(({ how }) => how === 'put' || how === 'remove') ||
    !writes.some(({ how }) => how === 'put')
  )
    return false
  return writes
    .filter(({ how }) => how === 'put')
    .every((write) => {
      const holder = enclosingFunction(write.node)
      if (holder === undefined) return false
      const key = keyText(write)
      return declared.variable.references.some((reference) => {
        const name = reference.identifier
        const read = lookUp(name)
        return (
          read !== undefined &&
          startOf(name) >= startOf(holder) &&
          endOf(read.node) <= startOf(write.node) &&
          key !== undefined &&
          read.module(write) === key
        )
      })
    })
}

interface LookUp {
  readonly node: Node
  module(write: Mutation): string
}

/** `cache.get(key)`, `cache.has(key)`, `cache[key]`: the key as it is written. */
function lookUp(name: Node): LookUp | undefined {
  const member = name.parent
  if (!isNode(member, 'MemberExpression') || member.object !== name) return undefined
  const call = member.parent
  if (member.computed) return { node: member, module: ({ module }) => module.textOf(member.property) }
  const method = memberName(member)
  if ((method !== 'get' && method !== 'has') || !isCall(call)) return undefined
  const [key] = call.arguments
  return key && { node: call, module: ({ module }) => module.textOf(key) }
}

function keyText({ module, node }: Mutation): string | undefined {
  if (isNode(node, 'AssignmentExpression') && isNode(node.left, 'MemberExpression'))
    return module.textOf(node.left.property)
  if (isCall(node) && node.arguments[0] !== undefined) return module.textOf(node.arguments[0])
  return undefined
}

function readsOf(scene: Scene, declared: Declared, writes: readonly Mutation[]): Node[] {
  const targets = new Set(writes.map(({ target }) => target.node))
  const names = scene.program.modules
    .filter((module) => module === declared.module || module.parsed.record.imports.length > 0)
    .flatMap((module) =>
      module === declared.module
        ? declared.variable.references.map(({ identifier }) => identifier)
        : module
            .nodes('Identifier')
            .filter(
              (node) =>
                node.name === declared.variable.name &&
                declarationOf(scene.program, module, node)?.variable === declared.variable,
            ),
    )
  return names.filter(
    (node) =>
      !targets.has(node) && enclosingFunction(node) !== undefined && !isNode(node.parent, 'ImportSpecifier'),
  )
}

function isDecisive(node: Node): boolean {
  for (let at: Node = node; at.parent !== undefined && !isFunction(at); at = at.parent) {
    const { parent } = at
    if ('test' in parent && parent.test === at) return true
    if (isNode(parent, 'SwitchStatement') && parent.discriminant === at) return true
    if (isNode(parent, 'ReturnStatement')) return true
  }
  return false
}

/** Only shown or reported: an argument of a logger. */
export function isLogged(node: Node): boolean {
  const call = around(node, (outer) => isCall(outer) || isFunction(outer))
  if (!isCall(call)) return false
  const { callee } = call
  if (!isNode(callee, 'MemberExpression')) return false
  return /^(log|info|debug|warn|error|trace|verbose|silly|track|record|increment|observe|gauge|setAttribute)$/.test(
    memberName(callee) ?? '',
  )
}

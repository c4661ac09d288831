import type { AgentDraft } from '../agents/draft.ts'
import { type Node, enclosingFunction, isClass, isFunction, isInside, isNode } from '../program/node.ts'
import { bindingsOf } from '../program/bindings.ts'
import type { Module } from '../program/module.ts'
import type { Expression } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { startsOf } from '../triggers/triggers.ts'
import { entryFiles } from './entries.ts'
import { type Import, importsOf } from './imports-of.ts'

interface Climb {
  readonly scene: Scene
  readonly seen: Set<Node>
}

/** Something that runs leads to the agent: an entry point, code of a module, an export that outsiders can import. */
export function isReached(scene: Scene, draft: AgentDraft): boolean {
  if (draft.sighting?.isLoaded) return true
  if (startsOf(scene).some((start) => start.reached.drafts.some(({ id }) => id === draft.id))) return true
  return reaches({ scene, seen: new Set() }, draft)
}

function reaches(climb: Climb, draft: AgentDraft): boolean {
  const { scene, seen } = climb
  if (seen.has(draft.region.node)) return false
  if (isUsed(climb, draft.region)) return true
  if (draft.calls.some((call) => call.runs !== undefined && isAlive(climb, call.at))) return true
  return scene.drafts.some(
    (other) => other.members.some(({ id }) => id === draft.id) && reaches(climb, other),
  )
}

/** The place runs: it stands in a module's own code, or in a function that is used. */
function isAlive(climb: Climb, { module, node }: Expression): boolean {
  if (module.role === 'test') return false
  const inside = enclosingFunction(node)
  return inside === undefined || isUsed(climb, { module, node: inside })
}

/** A definition: a function, a class, a variable's declaration. */
function isUsed(climb: Climb, at: Expression): boolean {
  const { scene, seen } = climb
  const { module, node } = at
  if (seen.has(node)) return false
  seen.add(node)
  if (isNode(node, 'ExpressionStatement') || !isDefinition(node)) return isAlive(climb, at)
  const names = namesOf(node)
  if (isExportedToOutside(climb, module, names)) return true
  if (isFunction(node) || isClass(node)) {
    const { uses } = scene.program
    const used = [...uses.callersOf(node), ...uses.mentionsOf(node)]
    if (used.some((one) => !isInside(one.node, node) && isAlive(climb, one))) return true
    const owner = ownerOf(node)
    if (owner !== undefined && isUsed(climb, { module, node: owner })) return true
    if (names.length === 0) return isAlive(climb, { module, node: node.parent ?? node })
  }
  return names.some((name) =>
    (module.variableOf(name)?.references ?? []).some((reference) => {
      const use = reference.identifier
      return !isInside(use, node) && isAlive(climb, { module, node: use })
    }),
  )
}

function isDefinition(node: Node): boolean {
  return (
    isFunction(node) ||
    isClass(node) ||
    isNode(node, 'VariableDeclaration') ||
    isNode(node, 'ExportNamedDeclaration')
  )
}

function namesOf(node: Node): Node[] {
  const inner = isNode(node, 'ExportNamedDeclaration') ? node.declaration : node
  if (isNode(inner, 'VariableDeclaration')) return inner.declarations.flatMap(({ id }) => [...bindingsOf(id)])
  if (inner && 'id' in inner && isNode(inner.id as Node, 'Identifier')) return [inner.id as Node]
  const { parent } = node
  return isNode(parent, 'VariableDeclarator') && isNode(parent.id, 'Identifier') ? [parent.id] : []
}

/** A method belongs to its class or object; a callback to the function around it. */
function ownerOf(node: Node): Node | undefined {
  const { parent } = node
  if (isNode(parent, 'MethodDefinition') || isNode(parent, 'PropertyDefinition')) return parent.parent.parent
  return isNode(parent, 'VariableDeclarator') ? undefined : enclosingFunction(node)
}

/** A name that another module takes from this one, or that an entry file exports. */
function isExportedToOutside(climb: Climb, module: Module, names: readonly Node[]): boolean {
  const { scene } = climb
  const { exports: all } = module
  const exported = [...all].filter(([, one]) =>
    one.kind === 'from'
      ? false
      : names.some(
          (name) => isInside(name, one.node) || module.variableOf(one.node) === module.variableOf(name),
        ),
  )
  if (exported.length === 0) return false
  if (isOutward(scene, module, new Set())) return true
  const taken = exported.map(([name]) => name)
  return (importsOf(scene).imports.get(module) ?? []).some((one) => takes(climb, one, taken))
}

/** The file, or one that exports all of it again, is loaded from outside. */
function isOutward(scene: Scene, module: Module, seen: Set<Module>): boolean {
  if (entryFiles(scene).has(module.path)) return true
  seen.add(module)
  return [...(importsOf(scene).exporters.get(module) ?? [])].some(
    (other) => !seen.has(other) && isOutward(scene, other, seen),
  )
}

/** Another module imports one of the names and uses it where it runs. */
function takes(climb: Climb, { module, node }: Import, exported: readonly string[]): boolean {
  return node.specifiers.some((specifier) => {
    const name = isNode(specifier, 'ImportSpecifier')
      ? isNode(specifier.imported, 'Identifier')
        ? specifier.imported.name
        : String(specifier.imported.value)
      : isNode(specifier, 'ImportDefaultSpecifier')
        ? 'default'
        : undefined
    if (name !== undefined && !exported.includes(name)) return false
    return (module.variableOf(specifier.local)?.references ?? []).some((reference) =>
      isAlive(climb, { module, node: reference.identifier }),
    )
  })
}

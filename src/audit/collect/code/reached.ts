import type { AgentDraft } from '../agents/draft.ts'
import { type Node, enclosingFunction, isClass, isFunction, isInside, isNode } from '../program/node.ts'
import { bindingsOf, type Module } from '../program/module.ts'
import type { Expression } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { startsOf } from '../triggers/triggers.ts'
import { entryFiles } from './entries.ts'

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
      const use = reference.identifier as Node
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
  return scene.program.modules.some(
    (other) =>
      other !== module &&
      takes(
        climb,
        other,
        module,
        exported.map(([name]) => name),
      ),
  )
}

/** The file, or one that exports all of it again, is loaded from outside. */
function isOutward(scene: Scene, module: Module, seen: Set<Module>): boolean {
  if (entryFiles(scene).has(module.path)) return true
  seen.add(module)
  return scene.program.modules.some((other) => {
    if (seen.has(other) || other.role === 'test') return false
    const sources = [
      ...other.exportsAll,
      ...[...other.exports.values()].flatMap((one) => (one.kind === 'from' ? [one.source] : [])),
    ]
    return sources.some((source) => isModule(scene, other, source, module)) && isOutward(scene, other, seen)
  })
}

function isModule({ program }: Scene, from: Module, specifier: string, module: Module): boolean {
  const value = program.imported(from, specifier, '*')
  return value.kind === 'namespace' && value.module === module
}

/** Another module imports one of the names and uses it where it runs. */
function takes(climb: Climb, other: Module, module: Module, exported: readonly string[]): boolean {
  if (other.role === 'test') return false
  return other.nodes('ImportDeclaration').some((declaration) => {
    if (!isModule(climb.scene, other, declaration.source.value, module)) return false
    return declaration.specifiers.some((specifier) => {
      const name = isNode(specifier, 'ImportSpecifier')
        ? isNode(specifier.imported, 'Identifier')
          ? specifier.imported.name
          : String(specifier.imported.value)
        : isNode(specifier, 'ImportDefaultSpecifier')
          ? 'default'
          : undefined
      if (name !== undefined && !exported.includes(name)) return false
      return (other.variableOf(specifier.local)?.references ?? []).some((reference) =>
        isAlive(climb, { module: other, node: reference.identifier }),
      )
    })
  })
}

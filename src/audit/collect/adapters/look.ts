import { type CallNode, enclosingFunction, isCall, isNode, memberName, startOf } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { Program } from '../program/program.ts'
import { type Value, asMember, baseOf, loosePathOf, pathOf } from '../program/value.ts'
import { type Attempts, createAttempts } from '../attempts.ts'
import type { Sighting } from '../sighting.ts'
import type { Adapter } from './adapter.ts'
import { isBuiltinMethod } from './builtin-methods.ts'
import { handsOnFrameworks } from './handed-on.ts'
import { createKnownMethods } from './known-methods.ts'

/** Whether a method may be a framework's; undefined for what is called by itself. */
type IsKnown = (method: string | undefined) => boolean

/** What the adapters see in the program. A path that several adapters know goes to the first of them. */
export function look(
  program: Program,
  adapters: readonly Adapter[],
  attempts: Attempts = createAttempts(),
): Sighting[] {
  const isKnownMethod = createKnownMethods(adapters)
  let handsOn: boolean | undefined
  const isKnown = (method: string | undefined): boolean =>
    method === undefined
      ? (handsOn ??= handsOnFrameworks(program, adapters, isKnownMethod))
      : isKnownMethod(method)
  return program.modules.flatMap(
    (module) => attempts.of(module.path, 'look', () => lookAt(program, module, adapters, isKnown)) ?? [],
  )
}

function lookAt(
  program: Program,
  module: Module,
  adapters: readonly Adapter[],
  isKnown: IsKnown,
): Sighting[] {
  const found: Sighting[] = []
  const calls: CallNode[] = [...module.nodes('CallExpression'), ...module.nodes('NewExpression')]
  for (const node of calls.toSorted((one, other) => startOf(one) - startOf(other))) {
    found.push(...seeCall(program, module, node, adapters, isKnown))
  }
  for (const node of [...module.nodes('ClassDeclaration'), ...module.nodes('ClassExpression')]) {
    if (!node.superClass) continue
    for (const path of pathsOf(program, program.evaluate({ module, node: node.superClass }))) {
      for (const adapter of adapters) {
        const pattern = adapter.classes?.find((one) => one.path.test(path))
        if (pattern !== undefined) found.push(...pattern.see({ program, module, node, path }))
      }
    }
  }
  for (const statement of module.nodes('ExpressionStatement')) {
    const directive = 'directive' in statement ? statement.directive : undefined
    const around_ = typeof directive === 'string' ? enclosingFunction(statement) : undefined
    if (around_ === undefined) continue
    for (const adapter of adapters)
      for (const pattern of adapter.directives ?? [])
        if (pattern.directive.test(directive!)) found.push(...pattern.see({ program, module, node: around_ }))
  }
  return found
}

function seeCall(
  program: Program,
  module: Module,
  node: CallNode,
  adapters: readonly Adapter[],
  isKnown: IsKnown,
): Sighting[] {
  // What a constructor gives to `super` belongs to the class, which has its own pattern.
  if (!isCall(node) || isNode(node.callee, 'Super')) return []
  const method = isNode(node.callee, 'MemberExpression') ? memberName(node.callee) : undefined
  if (method !== undefined && isBuiltinMethod(method)) return []
  const callee = program.evaluate({ module, node: node.callee })
  if (isHandedIn(callee) && !isKnown(method ?? asMember(callee)?.name)) return []
  for (const one of program.uses.resolve(callee)) {
    const path = pathOf(one)
    const loose = path === undefined ? loosePathOf(one) : undefined
    const name = path ?? loose
    if (name === undefined) continue
    for (const adapter of adapters) {
      const patterns = path === undefined ? (adapter.loose ?? []) : adapter.calls
      const pattern = patterns.find((candidate) => candidate.path.test(name))
      if (pattern === undefined) continue
      const seen = pattern.see({ program, module, node, callee: one, path: name })
      if (seen.length > 0) return [...seen]
      break
    }
  }
  return []
}

function pathsOf(program: Program, value: Value): string[] {
  return program.uses.resolve(value).flatMap((one) => pathOf(one) ?? [])
}

function isHandedIn(callee: Value): boolean {
  const base = baseOf(callee)
  return base.kind === 'parameter' && base.typed === undefined
}

import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { elementsOf } from '../program/elements.ts'
import {
  type Node,
  around,
  isFunction,
  isNode,
  keyOf,
  memberName,
  nodesUnder,
  returnsOf,
} from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, type Value, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { sightAt } from '../sight-at.ts'

type HookKind = 'decides' | 'bound' | 'observes'

/** Options of frameworks that change what the model reads: they belong to the context, not to control. */
const CONTEXT_ONLY = new Set(['callModelInputFilter', 'preModelHook', 'inputProcessors', 'errorHandlers'])

/** The repository's own conditions inside a framework's loop, by what their code can do. */
export function hooksOf({ program }: Scene, draft: AgentDraft): Sight[] {
  const written = [...(draft.sighting?.hooks ?? []), ...draft.calls.flatMap((call) => call.hooks)]
  const seen = new Map<Node, Sight>()
  for (const at of written) {
    const option = around(at.node, (node) => isNode(node, 'Property'))
    if (isNode(option, 'Property') && CONTEXT_ONLY.has(keyOf(option) ?? '')) continue
    const kinds = kindsOf(program, program.evaluate(at), 0)
    const kind = (['decides', 'bound', 'observes'] as const).find((one) => kinds.includes(one)) ?? 'observes'
    seen.set(at.node, sightAt(at, kind))
  }
  return [...seen.values()]
}

const COUNTS = /:(\*\.)?(stepCountIs|isStepCount|modelCallLimitMiddleware|toolCallLimitMiddleware)\(\)$/
const NEVER = /:(\*\.)?isLoopFinished(\(\))?$/

function kindsOf(program: Program, value: Value, depth: number): HookKind[] {
  if (depth > 3) return []
  return program.uses.resolve(value).flatMap((one): HookKind[] => {
    const path = pathOf(one) ?? ''
    if (COUNTS.test(path)) return ['bound']
    if (NEVER.test(path)) return ['observes']
    if (one.kind === 'array')
      return elementsOf(program, one).flatMap((inner) => kindsOf(program, inner, depth + 1))
    if (one.kind === 'function') return [kindOfFunction(program, { module: one.module, node: one.node })]
    if (one.kind === 'object') return kindsInside(one.node)
    if (one.kind === 'called') {
      const own = 'arguments' in one.site.node ? (one.site.node.arguments as Node[]).flatMap(kindsInside) : []
      return own.length > 0 ? own : ['decides']
    }
    if (one.kind === 'instance') return ['decides']
    return one.kind === 'literal' && one.value !== null && one.value !== false ? ['decides'] : []
  })
}

function kindsInside(node: Node): HookKind[] {
  const functions = [...nodesUnder(node, (inner) => !isFunction(inner))].filter(isFunction)
  if (functions.length === 0) return isNode(node, 'ObjectExpression') ? ['decides'] : []
  return functions.map((one) => (returnsOf(one).some(isSomething) ? 'decides' : 'observes'))
}

/** A function that gives nothing back is told; one that only counts steps is a bound; any other chooses. */
function kindOfFunction(program: Program, { module, node }: Expression): HookKind {
  if (!isFunction(node)) return 'observes'
  const results = returnsOf(node).filter(isSomething)
  if (results.length === 0) return 'observes'
  return results.every((result) => isCountOfSteps(program, { module, node: result })) ? 'bound' : 'decides'
}

function isSomething(node: Node): boolean {
  if (isNode(node, 'Identifier') && node.name === 'undefined') return false
  // `(step) => console.log(step)`: an arrow without braces that only tells.
  if (isNode(node, 'CallExpression') && isNode(node.callee, 'MemberExpression'))
    return !(isNode(node.callee.object, 'Identifier') && /^console$/.test(node.callee.object.name))
  return !isNode(node, 'ObjectExpression') || node.properties.length > 0
}

function isCountOfSteps(program: Program, { module, node }: Expression): boolean {
  if (isNode(node, 'Literal')) return true
  if (!isNode(node, 'BinaryExpression')) return false
  return [node.left as Node, node.right].some((side) => {
    if (isNode(side, 'MemberExpression') && memberName(side) === 'length') return true
    const value = program.evaluate({ module, node: side })
    return value.kind === 'parameter' && /^step(Number|Count)$/.test(value.path.at(-1) ?? '')
  })
}

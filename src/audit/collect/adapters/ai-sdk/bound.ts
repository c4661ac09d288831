import type { Bound } from '../../../facts/model-call.ts'
import { elementsOf } from '../../program/elements.ts'
import { type Node, isNode, nodesUnder } from '../../program/node.ts'
import type { Program } from '../../program/program.ts'
import { type Expression, type Value, pathOf } from '../../program/value.ts'
import { boundFrom } from '../arguments.ts'
import { givenOptions } from '../request-options.ts'

const COUNT = /^ai:(\*\.)?(stepCountIs|isStepCount)\(\)$/
const ROUNDS = ['maxSteps', 'experimental_maxSteps', 'maxToolRoundtrips', 'maxAutomaticRoundtrips']

/**
 * What the options say about the steps of the loop: `stopWhen` since version 5, a number before it. `hasToolCall` and
 * `isLoopFinished` leave the end to the model. Undefined when they say nothing.
 */
export function boundOf(program: Program, options: Value | undefined): Bound | undefined {
  for (const name of ROUNDS) {
    const [at] = givenOptions(program, options, name)
    const bound = boundFrom(program, at)
    if (bound === undefined) continue
    const isTrips = name.endsWith('trips') && bound.steps !== undefined
    return isTrips ? { ...bound, steps: bound.steps + 1 } : bound
  }
  const conditions = givenOptions(program, options, 'stopWhen')
  const [written] = conditions
  if (written === undefined) return undefined
  const bounds = conditions.flatMap((at) => conditionBounds(program, at, program.evaluate(at)))
  const explicit = bounds.filter(({ state }) => state === 'explicit').toSorted(bySteps)
  return explicit[0] ?? bounds.find(({ state }) => state === 'unknown') ?? bounds[0]
}

function bySteps(one: Bound, other: Bound): number {
  return (one.steps ?? Infinity) - (other.steps ?? Infinity)
}

function conditionBounds(program: Program, at: Expression, value: Value, depth = 0): Bound[] {
  const place = at.module.placeOf(at.node)
  return program.uses.resolve(value).flatMap((one): Bound[] => {
    if (one.kind === 'array' && depth < 3)
      return elementsOf(program, one).flatMap((element) => conditionBounds(program, at, element, depth + 1))
    if (one.kind === 'called' && COUNT.test(pathOf(one) ?? '')) {
      const [count] = 'arguments' in one.site.node ? (one.site.node.arguments as Node[]) : []
      const bound = boundFrom(program, count && { module: one.site.module, node: count })
      return bound === undefined ? [] : [bound]
    }
    if (one.kind === 'called' || one.kind === 'member' || one.kind === 'external')
      return [
        { state: pathOf(one)?.startsWith('ai:') === true ? 'none' : 'unknown', steps: undefined, at: place },
      ]
    if (one.kind === 'function') return [ownCondition(program, { module: one.module, node: one.node })]
    return [{ state: 'unknown', steps: undefined, at: place }]
  })
}

/** `({ steps }) => steps.length >= 5`: a count of steps compared with a number. */
function ownCondition(program: Program, { module, node }: Expression): Bound {
  const at = module.placeOf(node)
  for (const inner of nodesUnder(node)) {
    if (!isNode(inner, 'BinaryExpression') || !/^(>=?|<=?|={2,3})$/.test(inner.operator)) continue
    if (!/\bsteps?(Number|Count|\.length)\b/.test(module.textOf(inner.left))) continue
    const bound = boundFrom(program, { module, node: inner.right })
    if (bound?.state === 'explicit') return { ...bound, at }
  }
  return { state: 'unknown', steps: undefined, at }
}

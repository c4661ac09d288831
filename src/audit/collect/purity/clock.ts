import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { taintIn } from '../agents/taint.ts'
import type { Module } from '../program/module.ts'
import {
  type Node,
  around,
  enclosingFunction,
  isCall,
  isFunction,
  isNode,
  keyOf,
  memberName,
} from '../program/node.ts'
import { type Expression, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { feedingOf } from '../state/feeding.ts'
import { isLogged } from '../state/module-state.ts'
import { nodesUnder } from '../program/node.ts'
import { decidersOf, nodesOfStep, stepCodeOf } from './step-code.ts'

const CLOCK =
  /^global:(Date|Date\.now|performance\.now|Temporal\.Now\.\w+)$|^(dayjs|moment|luxon|date-fns):.*(default|now|local|utc)$/
const RANDOM =
  /^global:(Math\.random|crypto\.(randomUUID|getRandomValues))$|^(node:)?crypto:(default\.)?(randomUUID|randomBytes|randomInt)$|^uuid:v[147]$|^(nanoid|@paralleldrive\/cuid2|ulid|ulidx):(nanoid|createId|ulid|default)$/

/** Reads of the clock and of chance that reach the model's input, or what a step decides or leaves behind. */
export function clockAndRandom(scene: Scene, draft: AgentDraft): Sight[] {
  const found = new Map<Node, Sight>()
  for (const { module, node } of feedingOf(scene, draft).made)
    for (const inner of nodesUnder(node)) {
      const sight = readAt(scene, { module, node: inner })
      if (sight !== undefined && enclosingFunction(inner) !== undefined && !isMetadata(inner))
        found.set(inner, sight)
    }
  for (const { module, node } of decidersOf(scene, draft))
    for (const inner of nodesUnder(node)) {
      const sight = readAt(scene, { module, node: inner })
      if (sight !== undefined) found.set(inner, sight)
    }
  if (draft.kind !== 'single-call')
    for (const region of stepCodeOf(scene, draft))
      for (const node of nodesOfStep(draft, region)) {
        const sight = readAt(scene, { module: region.module, node })
        if (sight !== undefined && stays(scene, region.module, node)) found.set(node, sight)
      }
  return [...found.values()]
}

function readAt(scene: Scene, { module, node }: Expression): Sight | undefined {
  if (!isCall(node)) return undefined
  const path = pathOf(scene.program.evaluate({ module, node: node.callee }))
  if (path === undefined) return undefined
  // `new Date(text)` reads no clock.
  const isClock = CLOCK.test(path) && node.arguments.length === 0
  if (!isClock && !RANDOM.test(path)) return undefined
  return { ...module.placeOf(node), kind: isClock ? 'clock' : 'random', what: module.textOf(node) }
}

/** When something was stored, and how long it took: for people who look at it later. */
function isMetadata(node: Node): boolean {
  for (let at: Node = node; at.parent !== undefined && !isFunction(at); at = at.parent) {
    const { parent } = at
    if (isNode(parent, 'Property') && parent.value === at)
      return /((created|updated|saved|stored|started|finished|modified|ended)_?at|timestamp|duration|elapsed|latency)$/i.test(
        keyOf(parent) ?? '',
      )
    if (isNode(parent, 'BinaryExpression') && /^[-<>]/.test(parent.operator)) return true
    if (isCall(parent) && parent.arguments.includes(at as never) && isWaiting(parent)) return true
  }
  return isLogged(node)
}

function isWaiting(call: Node): boolean {
  return (
    isNode(call, 'CallExpression') && isNode(call.callee, 'Identifier') && call.callee.name === 'setTimeout'
  )
}

/** The value leaves the step: it is returned, put into a list or an object, or decides. */
function stays(scene: Scene, module: Module, node: Node): boolean {
  if (isMetadata(node)) return false
  const holder = enclosingFunction(node)
  const declarator = around(node, (outer) => isNode(outer, 'VariableDeclarator') || isFunction(outer))
  if (holder === undefined) return false
  if (!isNode(declarator, 'VariableDeclarator') || !isNode(declarator.id, 'Identifier'))
    return isSink(scene, node)
  // A callback in the initialiser is a place of its own.
  const taint = taintIn(module, holder, (inner) => inner === node)
  const uses = module.variableOf(declarator.id)?.references ?? []
  return uses.some(({ identifier }) => {
    const name = identifier
    return !isInit(name) && taint.reaches(name) && !isMetadata(name) && isSink(scene, name)
  })
}

function isInit(name: Node): boolean {
  return isNode(name.parent, 'VariableDeclarator') && name.parent.id === name
}

function isSink(scene: Scene, node: Node): boolean {
  for (let at: Node = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    if (isNode(parent, 'ReturnStatement')) return true
    if (isCall(parent)) return isAppend(parent) || scene.asking.sites.has(parent)
    if ('test' in parent && parent.test === at) return true
    if (isFunction(parent)) return !isNode(parent.body, 'BlockStatement') && parent.body === at
  }
  return false
}

function isAppend(call: Node): boolean {
  return (
    isNode(call, 'CallExpression') &&
    isNode(call.callee, 'MemberExpression') &&
    /^(push|unshift|concat)$/.test(memberName(call.callee) ?? '')
  )
}

import type { Region } from '../agents/draft.ts'
import { taintIn } from '../agents/taint.ts'
import { isCaughtWithin } from '../errors/guard.ts'
import {
  type Node,
  around,
  enclosingFunction,
  isCall,
  isFunction,
  isNode,
  memberName,
  nodesUnder,
} from '../program/node.ts'
import { type Expression, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'

/** Where a piece of code, and what it calls, may fail without a catch of its own. Pure computation cannot. */
export function unguardedRisks(scene: Scene, top: Region): Expression[] {
  const isBranch = !isFunction(top.node)
  const regions = [top, ...(isBranch ? calledForChoice(scene, top) : scene.graph.reachedBy(top))]
  return regions
    .flatMap((region) => risksIn(scene, region))
    .filter(({ node }) => !isBranch || (!scene.asking.sites.has(node) && !isForDebugging(node)))
    .filter((at) => !isCaughtWithin(scene, at, top))
}

/**
 * The functions that a branch of the loop calls for the tool's sake: with something of what the model chose. What asks
 * a model is the loop going round, and what only saves the run is no tool.
 */
function calledForChoice(scene: Scene, branch: Region): Region[] {
  const holder = enclosingFunction(branch.node) ?? branch.module.tree
  const chosen = chosenNames(branch)
  const taint = taintIn(branch.module, holder, (node) => isNode(node, 'Identifier') && chosen.has(node.name))
  const isLoop = (node: Node): boolean => scene.asking.functions.has(node)
  return scene.graph
    .callsIn(branch)
    .filter(
      ({ at, target }) =>
        !isLoop(target.node) && (at.node.arguments as Node[]).some((one) => taint.reaches(one)),
    )
    .flatMap(({ target }) => [target, ...scene.graph.reachedBy(target, isLoop)])
}

/** The variables that the branch is taken by: `step` in `switch (step.intent)`. */
function chosenNames({ node }: Region): Set<string> {
  const { parent } = node
  const test = isNode(parent, 'SwitchStatement')
    ? parent.discriminant
    : isNode(parent, 'IfStatement')
      ? parent.test
      : node
  const names = new Set<string>()
  for (const inner of nodesUnder(test))
    if (isNode(inner, 'Identifier') && !isNode(inner.parent, 'MemberExpression')) names.add(inner.name)
    else if (isNode(inner, 'MemberExpression') && isNode(inner.object, 'Identifier'))
      names.add(inner.object.name)
  return names
}

function isForDebugging(node: Node): boolean {
  return around(node, (outer) => isNode(outer, 'IfStatement') && isEnvironment(outer.test)) !== undefined
}

function isEnvironment(test: Node): boolean {
  for (const node of nodesUnder(test))
    if (isNode(node, 'MemberExpression') && memberName(node) === 'env') return true
  return false
}

/** All places in a piece of code that may fail. */
export function risksIn(scene: Scene, { module, node: top }: Region): Expression[] {
  const risks: Expression[] = []
  for (const node of nodesUnder(top)) {
    if (isNode(node, 'ThrowStatement')) risks.push({ module, node })
    else if (isCall(node) && isRisky(scene, { module, node })) risks.push({ module, node })
  }
  return risks
}

const PURE_GLOBALS =
  /^global:(Math|Object|Array|String|Number|Boolean|Date|Map|Set|WeakMap|JSON|console|parseInt|parseFloat|isNaN|Symbol|Promise|Error|TypeError|RegExp|BigInt|Intl|URLSearchParams|TextEncoder|TextDecoder|structuredClone|setTimeout|clearTimeout|setInterval|clearInterval|setImmediate|queueMicrotask|encodeURIComponent|encodeURI|performance|crypto|Buffer|AbortController|Uint8Array|Number)\b/

const PURE_PACKAGES =
  /^(zod|lodash|lodash-es|ramda|date-fns|dayjs|luxon|uuid|nanoid|chalk|picocolors|kleur|ora|node:path|path|node:util|util|node:url|url|node:crypto|crypto|node:os|os|ms|slugify|dedent|fuse\.js|ai|@langchain\/core\/(messages|tools))(\/|:)/

const FAILING_GLOBALS = /^global:(fetch|eval|Function|JSON\.parse|Bun\.\w+|Deno\.\w+|require)$/

/** A call that reaches outside the program, or that is known to throw on bad input. */
function isRisky(scene: Scene, at: Expression): boolean {
  const { module, node } = at
  if (!isCall(node)) return false
  const callee = scene.program.evaluate({ module, node: node.callee })
  if (scene.asking.sites.has(node)) return true
  for (const one of scene.program.uses.resolve(callee)) {
    if (one.kind === 'function' || one.kind === 'class') continue
    const path = pathOf(one)
    if (path === undefined) {
      if (isAwaited(node) && !isTimer(node) && isForeign(one.kind)) return true
      continue
    }
    if (FAILING_GLOBALS.test(path)) return true
    if (PURE_GLOBALS.test(path) || PURE_PACKAGES.test(path)) continue
    if (path.startsWith('global:')) {
      if (isAwaited(node)) return true
    } else if (isAwaited(node) || /^(node:)?(fs|child_process|vm):|^mathjs:/.test(path)) return true
  }
  return false
}

/** What a method was called on is nothing of the repository: a client that was handed in. */
function isForeign(kind: string): boolean {
  return kind === 'member' || kind === 'parameter' || kind === 'called'
}

function isAwaited(node: Node): boolean {
  let at = node
  while (
    isNode(at.parent, 'MemberExpression') ||
    (isCall(at.parent) && at.parent.callee === at) ||
    isNode(at.parent, 'ChainExpression')
  )
    at = at.parent
  if (isNode(at.parent, 'AwaitExpression')) return true
  if (isNode(at.parent, 'ReturnStatement') || (isFunction(at.parent) && at.parent.body === at)) {
    const holder = nodeFunction(at)
    return holder !== undefined && isFunction(holder) && holder.async && !isArrayMethod(node)
  }
  return false
}

function nodeFunction(node: Node): Node | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) if (isFunction(at)) return at
  return undefined
}

const PLAIN_METHODS = new Set([
  'map',
  'filter',
  'join',
  'slice',
  'find',
  'some',
  'every',
  'reduce',
  'sort',
  'concat',
  'includes',
  'split',
  'trim',
  'replace',
  'toString',
  'toFixed',
  'toLowerCase',
  'toUpperCase',
  'toISOString',
  'get',
  'has',
  'set',
  'push',
  'keys',
  'values',
  'entries',
  'padStart',
  'padEnd',
  'flatMap',
  'toLocaleString',
  'startsWith',
  'endsWith',
  'substring',
])

function isArrayMethod(node: Node): boolean {
  return (
    isNode(node, 'CallExpression') &&
    isNode(node.callee, 'MemberExpression') &&
    PLAIN_METHODS.has(memberName(node.callee) ?? '')
  )
}

function isTimer(node: Node): boolean {
  return isNode(node, 'NewExpression') && isNode(node.callee, 'Identifier') && node.callee.name === 'Promise'
}

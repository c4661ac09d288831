import type { AgentDraft, Region } from '../agents/draft.ts'
import { taintIn } from '../agents/taint.ts'
import { functionsOf } from '../program/elements.ts'
import {
  type Node,
  enclosingFunction,
  isCall,
  isFunction,
  isInside,
  isNode,
  memberName,
  nodesUnder,
} from '../program/node.ts'
import { pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { type Clause, bodyOf, errorOf, isInLog, usesOfError, rethrows } from './clause.ts'

/** How the text of an error leaves a clause: whole, shortened or mapped, or not at all. */
export type Form = 'raw-stack' | 'raw-message' | 'compact' | 'none'

/** What a clause makes of its error, and whether the model gets to see it. */
export interface Flow {
  readonly form: Form
  readonly reachesModel: boolean
}

export function flowOf(scene: Scene, draft: AgentDraft, clause: Clause, handlers: ReadonlySet<Node>): Flow {
  const form = formOf(scene, clause)
  // `.catch((error) => error)` makes the error a value: it is looked at later, as one.
  if (isNode(clause.holder, 'ArrowFunctionExpression') && isNode(clause.holder.body, 'Identifier'))
    return { form: 'none', reachesModel: false }
  return { form, reachesModel: reachesModel(scene, draft, clause, handlers) }
}

function formOf(scene: Scene, clause: Clause): Form {
  const uses = usesOfError(scene.program, clause)
  let form: Form = 'none'
  for (const use of uses) {
    const one = formOfUse(scene, clause, use)
    if (one === 'raw-stack') return one
    if (one === 'raw-message') form = one
    else if (form === 'none') form = one
  }
  return form
}

const SHORTENS = new Set(['slice', 'substring', 'substr', 'split', 'match', 'truncate'])

/** `const text = error.message`: what becomes of the text, where it is not only logged. */
function formOfVariable(scene: Scene, clause: Clause, declared: Node, form: Form, depth: number): Form {
  if (depth > 2 || !isNode(declared, 'Identifier')) return form
  const uses = (clause.module.variableOf(declared)?.references ?? [])
    .map(({ identifier }) => identifier)
    .filter((node) => node !== declared && isInside(node, bodyOf(clause)))
    .filter((node) => !isInLog(scene.program, node, clause))
  const forms = uses.map((use) => formOfUse(scene, clause, use, depth + 1))
  if (forms.length === 0 || forms.some((one) => one.startsWith('raw'))) return form
  return forms.find((one) => one === 'compact') ?? 'none'
}

function formOfUse(scene: Scene, clause: Clause, use: Node, depth = 0): Form {
  let form: Form = 'raw-message'
  for (let node: Node = use; node.parent !== undefined && node !== clause.holder; node = node.parent) {
    const { parent } = node
    if (isNode(parent, 'MemberExpression') && parent.object === node) {
      const name = memberName(parent)
      if (name === 'stack') form = 'raw-stack'
      else if (name === 'code' || name === 'name' || name === 'status' || name === 'statusCode') return 'none'
      else if (name !== undefined && SHORTENS.has(name)) return 'compact'
    }
    if (isNode(parent, 'VariableDeclarator') && parent.init === node)
      return formOfVariable(scene, clause, parent.id, form, depth)
    // Thrown again: what becomes of it is said where it is caught.
    if (isTest(parent, node) || isNode(parent, 'ThrowStatement')) return 'none'
    if (isCall(parent) && parent.callee !== node) {
      const callee = scene.program.evaluate({ module: clause.module, node: parent.callee })
      const path = pathOf(callee) ?? ''
      if (/^twelvefold(\/errors)?:(compactError|makeError)$/.test(path)) return 'compact'
      if (/^global:(String|JSON\.stringify)$|inspect$|serializeError/.test(path)) continue
      for (const local of functionsOf(scene.program, callee))
        return boundsText(local.node) ? 'compact' : asks(scene, parent) ? 'compact' : form
      if (scene.asking.sites.has(parent)) return 'compact'
    }
  }
  return form
}

function isTest(parent: Node, node: Node): boolean {
  if (
    isNode(parent, 'BinaryExpression') &&
    ['instanceof', '===', '==', '!==', '!=', 'in'].includes(parent.operator)
  )
    return true
  if (isNode(parent, 'UnaryExpression') && parent.operator === 'typeof') return true
  return (isNode(parent, 'IfStatement') || isNode(parent, 'ConditionalExpression')) && parent.test === node
}

function asks(scene: Scene, call: Node): boolean {
  return scene.asking.sites.has(call)
}

function boundsText(node: Node): boolean {
  for (const inner of nodesUnder(node))
    if (
      isCall(inner) &&
      isNode(inner.callee, 'MemberExpression') &&
      SHORTENS.has(memberName(inner.callee) ?? '')
    )
      return true
  return false
}

/** The clause returns from a tool, or makes a message, an event, or a text that a later request is made of. */
function reachesModel(scene: Scene, draft: AgentDraft, clause: Clause, handlers: ReadonlySet<Node>): boolean {
  const holder = enclosingFunction(clause.node)
  const body = bodyOf(clause)
  const answers = [...nodesUnder(body)]
  if (
    holder !== undefined &&
    isReturnedByTool(scene, holder, handlers) &&
    answers.some((node) => isNode(node, 'ReturnStatement') && node.argument !== null)
  )
    return true
  if (answers.some((node) => isMessage(scene, node, draft, clause) || asksAgain(scene, node))) return true
  return laterMessage(scene, draft, clause)
}

/** The function is a tool's handler, returns to one, or makes the result that one returns: `inSession(async () => …)`. */
function isReturnedByTool(scene: Scene, holder: Node, handlers: ReadonlySet<Node>): boolean {
  if (handlers.has(holder)) return true
  const { parent } = holder
  const calls = scene.program.uses.callersOf(holder).map(({ node }): Node => node)
  if (isNode(parent, 'CallExpression') && parent.callee !== holder) calls.push(parent)
  return calls.some((call) => [...handlers].some((one) => isInside(call, one) && isReturned(call)))
}

function isReturned(node: Node): boolean {
  for (let at: Node | undefined = node.parent; at !== undefined && !isFunction(at); at = at.parent) {
    if (isNode(at, 'ReturnStatement')) return true
    if (!isNode(at, 'AwaitExpression')) return false
  }
  return true
}

/** A message or an event, put onto a list: `messages.push({ role: 'tool', content })`, `events.push({ type, data })`. */
function isMessage(scene: Scene, node: Node, draft: AgentDraft, clause: Clause): boolean {
  if (isNode(node, 'NewExpression')) {
    const made = pathOf(scene.program.evaluate({ module: clause.module, node: node.callee })) ?? ''
    return /:(ToolMessage|HumanMessage|SystemMessage|AIMessage)$/.test(made) && draft.calls.length > 0
  }
  if (!isNode(node, 'ObjectExpression')) return false
  const keys = node.properties.flatMap((one) =>
    isNode(one, 'Property') && isNode(one.key, 'Identifier') ? [one.key.name] : [],
  )
  if (keys.includes('role') && keys.includes('content')) return true
  if (keys.includes('tool_use_id') || keys.includes('tool_call_id') || keys.includes('toolCallId'))
    return true
  return keys.includes('type') && (keys.includes('data') || keys.includes('output')) && isPushed(node)
}

function isPushed(node: Node): boolean {
  const { parent } = node
  return (
    isNode(parent, 'CallExpression') &&
    isNode(parent.callee, 'MemberExpression') &&
    memberName(parent.callee) === 'push'
  )
}

function asksAgain(scene: Scene, node: Node): boolean {
  return isCall(node) && scene.asking.sites.has(node)
}

/**
 * What the clause leaves behind stands in a message later on: a variable that it sets, or the value that its function
 * returns, followed through the agent's own code.
 */
function laterMessage(scene: Scene, draft: AgentDraft, clause: Clause): boolean {
  const error = errorOf(clause)
  if (error === undefined) return false
  const variable = clause.module.variableOf(error)
  const inBody = (node: Node): boolean =>
    isNode(node, 'Identifier') && clause.module.variableOf(node) === variable && isInside(node, clause.holder)
  const holder = enclosingFunction(clause.node)
  const top = holder ?? clause.module.tree
  if (feedsModel(scene, draft, { module: clause.module, node: top }, inBody, clause)) return true
  return holder !== undefined && leavesValue(clause) && returnsFeed(scene, draft, holder, clause)
}

/** The function goes on to give a value after the clause, or in it: one that only throws gives none. */
function leavesValue(clause: Clause): boolean {
  if (!rethrows(clause) && !throwsInEachBranch(bodyOf(clause))) return true
  return [...nodesUnder(bodyOf(clause))].some((node) => isNode(node, 'ReturnStatement'))
}

/** `if (known) throw … else throw error` */
function throwsInEachBranch(body: Node): boolean {
  if (isNode(body, 'ThrowStatement')) return true
  if (isNode(body, 'BlockStatement')) return body.body.some((one) => throwsInEachBranch(one))
  if (!isNode(body, 'IfStatement') || !body.alternate) return false
  return throwsInEachBranch(body.consequent) && throwsInEachBranch(body.alternate)
}

/** In this code, something tainted stands in a message, or is given to a model. */
function feedsModel(
  scene: Scene,
  draft: AgentDraft,
  { module, node: top }: Region,
  starts: (node: Node) => boolean,
  clause: Clause,
): boolean {
  const taint = taintIn(module, top, starts)
  for (const node of nodesUnder(top)) {
    if (module === clause.module && isInside(node, clause.holder)) continue
    if (isMessage(scene, node, draft, { ...clause, module }) && taint.reaches(node)) return true
    if (
      isCall(node) &&
      scene.asking.sites.has(node) &&
      (node.arguments as Node[]).some((argument) => taint.reaches(argument))
    )
      return true
    if (isAssignedToInput(scene, node, (value) => taint.reaches(value))) return true
  }
  return false
}

/** `options.lastError = result.message`: kept on an object that a request is made of. */
function isAssignedToInput(scene: Scene, node: Node, reaches: (node: Node) => boolean): boolean {
  if (!isNode(node, 'AssignmentExpression') || !isNode(node.left, 'MemberExpression')) return false
  if (!isNode(node.left.object, 'Identifier') || !reaches(node.right)) return false
  const { name } = node.left.object
  const holder = enclosingFunction(node)
  if (holder === undefined) return false
  for (const inner of nodesUnder(holder))
    if (
      isCall(inner) &&
      scene.asking.sites.has(inner) &&
      (inner.arguments as Node[]).some((argument) => isNode(argument, 'Identifier') && argument.name === name)
    )
      return true
  return false
}

const MAX_CALLERS = 3

/** The function's value, made from the error, feeds a model where it is called, up to three functions away. */
function returnsFeed(scene: Scene, draft: AgentDraft, holder: Node, clause: Clause, hops = 0): boolean {
  if (hops >= MAX_CALLERS) return false
  for (const { module, node } of scene.program.uses.callersOf(holder)) {
    const outer = enclosingFunction(node)
    if (
      outer === undefined ||
      !draft.owned.some((region) => region.module === module && isInside(node, region.node))
    )
      continue
    if (feedsModel(scene, draft, { module, node: outer }, (inner) => inner === node, clause)) return true
    if (returnsFeed(scene, draft, outer, clause, hops + 1)) return true
  }
  return false
}

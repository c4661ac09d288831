import type { Module } from '../program/module.ts'
import {
  type Node,
  type NodeOf,
  isCall,
  isFunction,
  isInside,
  isNode,
  memberName,
  nodesOfOwn,
  nodesUnder,
} from '../program/node.ts'
import { bindingsOf } from '../program/bindings.ts'
import type { Program } from '../program/program.ts'
import { isLog } from './telling.ts'

/** A catch: the clause of a `try`, or the function given to `.catch(…)`. */
export interface Clause {
  readonly module: Module
  readonly node: Node
  /** What it guards. */
  readonly tried: Node
  /** The `catch` clause or the callback: what runs when it fails. */
  readonly holder: Node
}

/** All `catch` clauses of a piece of code, callbacks of `.catch` among them. */
export function clausesIn(module: Module, top: Node): Clause[] {
  const found: Clause[] = []
  for (const node of nodesUnder(top)) {
    if (isNode(node, 'TryStatement') && node.handler)
      found.push({ module, node: node.handler, tried: node.block, holder: node.handler })
    if (isNode(node, 'CallExpression')) {
      const clause = clauseOfMethod(
        module,
        node,
        isNode(node.callee, 'MemberExpression') ? node.callee.object : node,
      )
      if (clause !== undefined) found.push(clause)
    }
  }
  return found
}

/** `promise.catch(callback)`, seen from a place inside the promise. */
export function clauseOfMethod(module: Module, node: Node, below: Node): Clause | undefined {
  if (!isNode(node, 'CallExpression') || !isNode(node.callee, 'MemberExpression')) return undefined
  if (memberName(node.callee) !== 'catch' || !isInside(below, node.callee)) return undefined
  const [callback] = node.arguments
  if (callback === undefined) return undefined
  return { module, node, tried: node.callee.object, holder: callback }
}

export function bodyOf(clause: Clause): Node {
  const { holder } = clause
  if (isNode(holder, 'CatchClause')) return holder.body
  return isFunction(holder) ? holder.body : holder
}

/** The name under which the error is known inside the clause. */
export function errorOf(clause: Clause): NodeOf<'Identifier'> | undefined {
  const { holder } = clause
  const pattern = isNode(holder, 'CatchClause')
    ? holder.param
    : isFunction(holder)
      ? holder.params[0]
      : undefined
  if (!pattern) return undefined
  const [first] = bindingsOf(pattern)
  return first
}

/** It ends by throwing: at its own level, not in a branch. */
export function rethrows(clause: Clause): boolean {
  const body = bodyOf(clause)
  if (!isNode(body, 'BlockStatement')) return false
  return body.body.some((statement) => isNode(statement, 'ThrowStatement')) || isRejected(clause.module, body)
}

/** `new Promise((resolve, reject) => …)`: the second parameter, whatever it is called. */
function isRejected(module: Module, body: Node): boolean {
  for (const node of nodesOfOwn(body)) {
    if (!isNode(node, 'CallExpression') || !isNode(node.callee, 'Identifier')) continue
    const executor = module.variableOf(node.callee)?.defs[0]?.node
    if (executor === undefined || !isFunction(executor) || !isNode(executor.parent, 'NewExpression')) continue
    const [, reject] = executor.params
    if (isNode(reject, 'Identifier') && reject.name === node.callee.name) return true
  }
  return false
}

/** Expressions of the clause in which the error is used, those inside log calls left out. */
export function usesOfError(program: Program, clause: Clause): Node[] {
  const name = errorOf(clause)
  if (name === undefined) return []
  const variable = clause.module.variableOf(name)
  const uses: Node[] = []
  for (const reference of variable?.references ?? []) {
    const node = reference.identifier
    if (isInside(node, bodyOf(clause)) && !isInLog(program, node, clause) && !isTested(node, clause))
      uses.push(node)
  }
  return uses
}

export function isInLog(program: Program, node: Node, clause: Clause): boolean {
  for (let at = node.parent; at !== undefined && at !== clause.holder; at = at.parent)
    if (isLog(program, clause.module, at)) return true
  return false
}

/** Only looked at, to choose what to log. */
function isTested(node: Node, clause: Clause): boolean {
  for (let at: Node = node; at.parent !== undefined && at !== clause.holder; at = at.parent)
    if (isNode(at.parent, 'IfStatement') && at.parent.test === at) return true
  return false
}

const SAYS_FAILURE =
  /error|fail|could ?n[o']t|cannot|can't|unable|invalid|sorry|exception|denied|not found|timed? ?out/i
const FAILURE_KEYS =
  /^(error|errors|err|success|ok|isError|is_error|failed|failure|status|statusCode|reason|message)$/

/** The clause lets somebody know: an answer with an error in it, a flag, a text that says so, an exit. */
export function answersError(program: Program, clause: Clause): boolean {
  for (const node of nodesUnder(bodyOf(clause))) {
    if (isNode(node, 'ThrowStatement')) return true
    if (isCall(node) && isExit(node)) return true
    if (isInLog(program, node, clause)) continue
    if (isNode(node, 'Property') && isNode(node.key, 'Identifier') && FAILURE_KEYS.test(node.key.name))
      return true
    if (isText(node) && !isTested(node, clause) && SAYS_FAILURE.test(clause.module.textOf(node))) return true
  }
  return usesOfError(program, clause).length > 0
}

function isText(node: Node): boolean {
  return (isNode(node, 'Literal') && typeof node.value === 'string') || isNode(node, 'TemplateLiteral')
}

function isExit(node: Node): boolean {
  if (!isNode(node, 'CallExpression') || !isNode(node.callee, 'MemberExpression')) return false
  return (
    isNode(node.callee.object, 'Identifier') &&
    node.callee.object.name === 'process' &&
    memberName(node.callee) === 'exit'
  )
}

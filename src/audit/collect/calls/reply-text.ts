import {
  type Node,
  enclosingFunction,
  isFunction,
  isNode,
  memberName,
  nodesUnder,
  returnsOf,
  unwrapped,
  endOf,
  startOf,
} from '../program/node.ts'
import type { Module } from '../program/module.ts'
import { bindingsOf } from '../program/bindings.ts'
import type { Program } from '../program/program.ts'
import type { Expression } from '../program/value.ts'
import { type Taint, taintIn } from '../agents/taint.ts'

/** Free text of a reply inside one piece of code. */
export interface TextView {
  readonly module: Module
  readonly top: Node
  readonly isText: (node: Node) => boolean
}

/** Where the SDKs put free text. */
const TEXT = new Set([
  'text',
  'content',
  'output_text',
  'outputText',
  'completion',
  'finalOutput',
  'response',
])

/** Methods that give the same text back in another form. */
const SAME = new Set(['trim', 'trimEnd', 'trimStart', 'toLowerCase', 'toUpperCase', 'toString', 'normalize'])

const MAX_HOPS = 3
const MAX_VIEWS = 64

/**
 * The places in which the text of a call's reply is used: the function that issues it, functions that the text is
 * given to, and callers of functions that return it. `isWhole`: the call gives the text itself.
 */
export function textViews(program: Program, call: Expression, isWhole = false): TextView[] {
  const views: TextView[] = []
  const done = new Set<string>()
  const waiting: Start[] = [{ at: call, isWhole, hops: 0 }]
  for (
    let start = waiting.shift();
    start !== undefined && views.length < MAX_VIEWS;
    start = waiting.shift()
  ) {
    const { module, node } = start.at
    const key = `${module.path}:${startOf(node)}:${endOf(node)}`
    if (done.has(key) || module.role === 'test') continue
    done.add(key)
    const top = 'top' in start && start.top ? start.top : (outermost(node) ?? module.tree)
    const view = viewOf(module, top, start)
    views.push(view)
    if (start.hops < MAX_HOPS) waiting.push(...onward(program, view, start.hops + 1))
  }
  return views
}

/** `isWhole`: the value is the text itself, not a reply that holds one. */
interface Start {
  readonly at: Expression
  readonly top?: Node
  readonly isWhole: boolean
  readonly hops: number
}

function outermost(node: Node): Node | undefined {
  let top = enclosingFunction(node)
  for (let outer = top && enclosingFunction(top); outer !== undefined; outer = enclosingFunction(outer))
    top = outer
  return top
}

function viewOf(module: Module, top: Node, { at, isWhole }: Start): TextView {
  const reply = taintIn(module, top, (node) => node === at.node)
  const texts = new Set<unknown>(streamedInto(module, top, reply))
  const isText = (given: Node): boolean => isTextOf(module, given, { at, isWhole, reply, texts }, isText)
  const flows = [...nodesUnder(top)].flatMap(flowOf)
  for (let size = -1; size !== texts.size;) {
    size = texts.size
    for (const { to, from } of flows)
      for (const name of isNode(to, 'ObjectPattern')
        ? textNames(to, from, reply)
        : isText(from)
          ? bindingsOf(to)
          : []) {
        const variable = module.variableOf(name)
        if (variable !== undefined) texts.add(variable)
      }
  }
  if (isWhole && isNode(at.node, 'Identifier')) texts.add(module.variableOf(at.node))
  return { module, top, isText }
}

/** What a stream hands out bit by bit: `stream.on('text', (text) => …)`, `for await (const part of textStream)`. */
function* streamedInto(module: Module, top: Node, reply: Taint): Generator<unknown> {
  for (const node of nodesUnder(top)) {
    if (isNode(node, 'CallExpression') && isNode(node.callee, 'MemberExpression')) {
      const [event, callback] = node.arguments
      const [parameter] = isFunction(callback) ? callback.params : []
      const isEvent = isNode(event, 'Literal') && /^(text|textDelta|content)$/.test(String(event.value))
      if (
        isEvent &&
        memberName(node.callee) === 'on' &&
        isNode(parameter, 'Identifier') &&
        reply.reaches(node.callee.object)
      )
        yield module.variableOf(parameter)
    }
    if (!isNode(node, 'ForOfStatement') || !isNode(node.left, 'VariableDeclaration')) continue
    const isStream = [...nodesUnder(node.right)].some(
      (one) =>
        (isNode(one, 'MemberExpression') && memberName(one) === 'textStream') ||
        (isNode(one, 'Identifier') && one.name === 'textStream'),
    )
    const name = node.left.declarations[0]?.id
    if (isStream && isNode(name, 'Identifier') && reply.reaches(node.right)) yield module.variableOf(name)
  }
}

interface Known {
  readonly at: Expression
  readonly isWhole: boolean
  readonly reply: Taint
  readonly texts: ReadonlySet<unknown>
}

function isTextOf(module: Module, given: Node, known: Known, again: (node: Node) => boolean): boolean {
  const node = unwrapped(given)
  if (node === unwrapped(known.at.node)) return known.isWhole
  if (isNode(node, 'Identifier')) {
    const variable = module.variableOf(node)
    return variable !== undefined && known.texts.has(variable)
  }
  if (isNode(node, 'LogicalExpression')) return again(node.left) || again(node.right)
  if (isNode(node, 'ConditionalExpression')) return again(node.consequent) || again(node.alternate)
  if (isNode(node, 'BinaryExpression') && node.operator === '+') return again(node.left) || again(node.right)
  if (isNode(node, 'MemberExpression'))
    return !known.isWhole && TEXT.has(memberName(node) ?? '') && known.reply.reaches(node.object)
  if (isNode(node, 'CallExpression')) {
    if (isNode(node.callee, 'MemberExpression') && SAME.has(memberName(node.callee) ?? ''))
      return again(node.callee.object)
    return isNode(node.callee, 'Identifier') && node.callee.name === 'String' && node.arguments.some(again)
  }
  return false
}

/** `const { text } = await generateText(…)` */
function textNames(pattern: Node, from: Node, reply: Taint): Node[] {
  if (!isNode(pattern, 'ObjectPattern') || !reply.reaches(from)) return []
  return pattern.properties.flatMap((one) =>
    isNode(one, 'Property') && isNode(one.key, 'Identifier') && TEXT.has(one.key.name)
      ? [...bindingsOf(one.value)]
      : [],
  )
}

function flowOf(node: Node): { to: Node; from: Node }[] {
  if (isNode(node, 'VariableDeclarator') && node.init) return [{ to: node.id, from: node.init }]
  if (isNode(node, 'AssignmentExpression')) return [{ to: node.left, from: node.right }]
  return []
}

/** Callers of a function that returns the text, and parameters that it is given for. */
function onward(program: Program, { module, top, isText }: TextView, hops: number): Start[] {
  const found: Start[] = []
  for (const node of nodesUnder(top)) {
    if (isFunction(node) && returnsOf(node).some(isText))
      for (const call of program.uses.callersOf(node)) found.push({ at: call, isWhole: true, hops })
    if (!isNode(node, 'CallExpression')) continue
    const index = node.arguments.findIndex(isText)
    if (index < 0) continue
    for (const callee of program.uses.resolve(program.evaluate({ module, node: node.callee }))) {
      const parameter = callee.kind === 'function' ? callee.node.params[index] : undefined
      if (callee.kind === 'function' && isNode(parameter, 'Identifier'))
        found.push({ at: { module: callee.module, node: parameter }, top: callee.node, isWhole: true, hops })
    }
  }
  return found
}

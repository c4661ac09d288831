import { evaluateVariable } from './variable.ts'
import type { TSESTree } from '@typescript-eslint/types'
import {
  type CallNode,
  enclosingClass,
  enclosingFunction,
  isClass,
  isFunction,
  isNode,
  memberName,
} from './node.ts'
import { type FunctionNode, type Node, around, returnsOf, unwrapped } from './node.ts'
import type { Program } from './program.ts'
import { type Expression, type Value, alternatives, union } from './value.ts'

/** What an expression is. Worked out once, then remembered; a circle is `unknown`. */
export function evaluate(program: Program, at: Expression): Value {
  const node = unwrapped(at.node)
  const known = program.known.get(node)
  if (known === 'busy') {
    program.effort.circle()
    return { kind: 'unknown', module: at.module, node }
  }
  if (known !== undefined) return known
  program.known.set(node, 'busy')
  const value = work(program, { module: at.module, node })
  program.known.set(node, value)
  return value
}

function work(program: Program, at: Expression): Value {
  const { module, node } = at
  const of = (child: Node): Value => program.evaluate({ module, node: child })
  if (isNode(node, 'Identifier')) return evaluateVariable(program, module, node)
  if (isNode(node, 'Literal')) return literal(at, node)
  if (isNode(node, 'TemplateLiteral')) {
    return node.expressions.length === 0
      ? { kind: 'literal', module, node, value: node.quasis[0]?.value.cooked ?? '' }
      : { kind: 'text', module, node }
  }
  if (isNode(node, 'TaggedTemplateExpression')) return { kind: 'text', module, node }
  if (isFunction(node)) return { kind: 'function', module, node, self: undefined }
  if (isClass(node)) return { kind: 'class', module, node }
  if (isNode(node, 'ObjectExpression')) return { kind: 'object', module, node }
  if (isNode(node, 'ArrayExpression')) return { kind: 'array', module, node }
  if (isNode(node, 'CallExpression') || isNode(node, 'NewExpression'))
    return evaluateCall(program, { module, node })
  if (isNode(node, 'MemberExpression')) return member(program, at, node)
  // `a && b` is b, or something falsy that stands for nothing.
  if (isNode(node, 'LogicalExpression'))
    return node.operator === '&&' ? of(node.right) : union([of(node.left), of(node.right)])
  if (isNode(node, 'ConditionalExpression')) return union([of(node.consequent), of(node.alternate)])
  if (isNode(node, 'AssignmentExpression')) return of(node.right)
  if (isNode(node, 'SequenceExpression')) return of(node.expressions.at(-1)!)
  if (isNode(node, 'BinaryExpression') && node.operator === '+') return { kind: 'text', module, node }
  if (isNode(node, 'ThisExpression')) return self(program, at)
  if (isNode(node, 'Super')) return superValue(program, at)
  if (isNode(node, 'MetaProperty')) return { kind: 'global', name: 'import.meta' }
  if (isNode(node, 'ImportExpression')) return imported(program, at, node.source)
  return { kind: 'unknown', module, node }
}

function literal(at: Expression, node: TSESTree.Literal): Value {
  const { value } = node
  const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value)
  if (!isPlain || 'regex' in node) return { kind: 'unknown', ...at }
  return { kind: 'literal', ...at, value: value as string | number | boolean | null }
}

function imported(program: Program, at: Expression, source: Node): Value {
  if (!isNode(source, 'Literal') || typeof source.value !== 'string') return { kind: 'unknown', ...at }
  return program.imported(at.module, source.value, '*')
}

/** `module.exports = tools`: the module is that value; where it is an object literal, its names are exports. */
function required(program: Program, value: Value): Value {
  if (value.kind !== 'namespace') return value
  const whole = value.module.exports.get('default')
  if (whole?.kind !== 'expression' || !isNode(whole.node.parent, 'AssignmentExpression')) return value
  return isNode(whole.node, 'ObjectExpression') ? value : program.exported(value.module, 'default')
}

function member(program: Program, at: Expression, node: TSESTree.MemberExpression): Value {
  const object = program.evaluate({ module: at.module, node: node.object })
  const name = memberName(node)
  if (name !== undefined) return program.property(object, name)
  const key = program.evaluate({ module: at.module, node: node.property })
  if (key.kind === 'literal') return program.property(object, String(key.value))
  return { kind: 'element', of: object }
}

/** The object that `this` is: an instance of the class around, or the object whose method this is. */
function self(program: Program, at: Expression): Value {
  let around_: FunctionNode | undefined = enclosingFunction(at.node)
  while (isNode(around_, 'ArrowFunctionExpression')) around_ = enclosingFunction(around_)
  const owner = enclosingClass(around_ ?? at.node)
  if (owner !== undefined) {
    return { kind: 'instance', of: { kind: 'class', module: at.module, node: owner }, site: at }
  }
  const object = around_?.parent?.parent
  return isNode(object, 'ObjectExpression')
    ? program.evaluate({ module: at.module, node: object })
    : { kind: 'unknown', ...at }
}

function superValue(program: Program, at: Expression): Value {
  const owner = around(at.node, isClass)
  if (!owner?.superClass) return { kind: 'unknown', ...at }
  return program.evaluate({ module: at.module, node: owner.superClass })
}

/** Calls that hand on what they are given. */
const transparent = new Set([
  'global:Object.freeze',
  'global:Object.seal',
  'global:structuredClone',
  'global:Promise.resolve',
  'global:Promise.all',
  'global:Promise.allSettled',
  'global:Promise.race',
])

function evaluateCall(program: Program, at: Expression & { node: CallNode }): Value {
  const { module, node } = at
  if (isNode(node, 'CallExpression') && isNode(node.callee, 'Identifier') && node.callee.name === 'require') {
    const [source] = node.arguments
    if (source !== undefined && module.variableOf(node.callee) === undefined)
      return required(program, imported(program, at, source))
  }
  const callee = program.evaluate({ module, node: node.callee })
  const results: Value[] = []
  for (const one of alternatives(callee)) results.push(resultOf(program, one, at))
  return union(results)
}

function resultOf(program: Program, callee: Value, at: Expression & { node: CallNode }): Value {
  const isNew = isNode(at.node, 'NewExpression')
  if (callee.kind === 'class') return { kind: 'instance', of: callee, site: at }
  if (callee.kind === 'function' && !isNew) {
    const results = returnsOf(callee.node)
    if (results.length === 0) return { kind: 'called', of: callee, site: at }
    return union(results.map((node) => program.evaluate({ module: callee.module, node })))
  }
  if (callee.kind === 'member') {
    const [first] = at.node.arguments
    if (callee.name === 'bind' && callee.of.kind === 'function') return callee.of
    if (
      callee.of.kind === 'global' &&
      first !== undefined &&
      transparent.has(`global:${callee.of.name}.${callee.name}`)
    )
      return program.evaluate({ module: at.module, node: first })
  }
  if (callee.kind === 'global' && callee.name === 'structuredClone' && at.node.arguments[0] !== undefined)
    return program.evaluate({ module: at.module, node: at.node.arguments[0] })
  return { kind: 'called', of: callee, site: at }
}

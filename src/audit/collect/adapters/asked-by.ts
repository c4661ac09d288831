// A question that is only handed through a wrapper is asked where the wrapper is called.
import { enclosingFunction, isFunction, type Node } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, type ParameterValue, alternatives } from '../program/value.ts'

const MAX_WRAPPERS = 2

/**
 * The calls at which a question gets its text: this one, or those of the function around it when the text is a
 * parameter of that function. `text` may be a text or the options that hold it.
 */
export function askedBy(
  program: Program,
  call: Expression,
  text: Expression | undefined,
  hops = MAX_WRAPPERS,
): Expression[] {
  const parameter = text && hops > 0 ? handedIn(program, call, text) : undefined
  if (parameter === undefined) return [call]
  const callers = program.uses.callersOf(parameter.node)
  if (callers.length === 0) return [call]
  return callers.flatMap(({ module, node }) => {
    const given = node.arguments[parameter.index]
    return askedBy(program, { module, node }, given && { module, node: given }, hops - 1)
  })
}

/** The parameter of a function around the call that the text is. */
function handedIn(program: Program, call: Expression, text: Expression): ParameterValue | undefined {
  for (const one of alternatives(program.evaluate(text)))
    if (one.kind === 'parameter' && isAround(one.node, call.node)) return one
  return undefined
}

function isAround(node: Node, inner: Node): boolean {
  for (let at: Node | undefined = enclosingFunction(inner); at !== undefined; at = enclosingFunction(at))
    if (at === node) return isFunction(at)
  return false
}

import { elementsOf, functionsOf } from '../../program/elements.ts'
import { type Node, isNode, nodesUnder, returnsOf } from '../../program/node.ts'
import type { Program } from '../../program/program.ts'
import { type Value, pathOf } from '../../program/value.ts'
import type { GraphSighting } from '../../sighting.ts'
import { option } from '../arguments.ts'
import { graphPath } from './names.ts'

const TOOLS_CONDITION = graphPath('toolsCondition')
const COMMAND = graphPath('Command|Send')

/** The name of a node: a text, or the constants for start and end. */
export function nameOfNode(program: Program, value: Value | undefined): string | undefined {
  if (value === undefined) return undefined
  for (const one of program.uses.resolve(value)) {
    if (one.kind === 'literal' && typeof one.value === 'string') return one.value
    const constant = /:(?:\*\.)?(START|END)$/.exec(pathOf(one) ?? '')?.[1]
    if (constant !== undefined) return constant === 'START' ? '__start__' : '__end__'
  }
  return undefined
}

/** Where a router may go, when all that it returns are names; undefined: anywhere. */
export function targetsOf(program: Program, router: Value): string[] | undefined {
  const names: string[] = []
  for (const one of program.uses.resolve(router)) {
    if (TOOLS_CONDITION.test(pathOf(one) ?? '')) names.push('tools', '__end__')
    else if (one.kind !== 'function') return undefined
    else
      for (const node of returnsOf(one.node)) {
        const found = namesIn(program, program.evaluate({ module: one.module, node }))
        if (found === undefined) return undefined
        names.push(...found)
      }
  }
  return names.length === 0 ? undefined : [...new Set(names)]
}

function namesIn(program: Program, value: Value): string[] | undefined {
  const names: string[] = []
  for (const one of program.uses.resolve(value)) {
    const inner =
      one.kind === 'array' || one.kind === 'called' ? listed(program, one) : nameOfNode(program, one)
    if (inner === undefined) return undefined
    names.push(...(typeof inner === 'string' ? [inner] : inner))
  }
  return names
}

/** `[a, b]`, `new Send('a', …)`, `items.map((item) => new Send('a', item))`. */
function listed(program: Program, value: Extract<Value, { kind: 'array' | 'called' }>): string[] | undefined {
  if (value.kind === 'called' && /:(\*\.)?Send\(\)$/.test(pathOf(value) ?? '')) {
    const [first] = 'arguments' in value.site.node ? (value.site.node.arguments as Node[]) : []
    const name = first && nameOfNode(program, program.evaluate({ module: value.site.module, node: first }))
    return name === undefined ? undefined : [name]
  }
  const elements = elementsOf(program, value)
  if (elements.length === 0) return undefined
  const names = elements.map((one) => namesIn(program, one))
  return names.some((one) => one === undefined) ? undefined : names.flatMap((one) => one ?? [])
}

/** Nodes that choose what follows by themselves: `return new Command({ goto: 'next' })`. */
export function commandRouters(
  program: Program,
  nodes: GraphSighting['nodes'],
  known: GraphSighting['routers'],
): GraphSighting['routers'] {
  return nodes.flatMap(({ name, handler, at }) => {
    if (known.some(({ from, router }) => from === name && router === handler)) return []
    const goto = functionsOf(program, handler).flatMap(({ module, node }) =>
      [...nodesUnder(node)]
        .filter((inner) => isNode(inner, 'NewExpression'))
        .filter((inner) => COMMAND.test(pathOf(program.evaluate({ module, node: inner.callee })) ?? ''))
        .flatMap((inner) => {
          const [first] = inner.arguments
          if (first === undefined || isNode(first, 'SpreadElement')) return []
          return option(program, program.evaluate({ module, node: first }), 'goto')
        }),
    )
    if (goto.length === 0) return []
    const targets = goto.map((one) => namesIn(program, program.evaluate(one)))
    return [
      {
        from: name,
        router: handler,
        targets: targets.some((one) => one === undefined)
          ? undefined
          : [...new Set(targets.flatMap((one) => one ?? []))],
        at,
      },
    ]
  })
}

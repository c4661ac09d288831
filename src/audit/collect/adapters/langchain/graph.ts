import { elementsOf, entriesOf } from '../../program/elements.ts'
import { type CallNode, isNode } from '../../program/node.ts'
import type { Module } from '../../program/module.ts'
import type { Program } from '../../program/program.ts'
import type { Expression, Value } from '../../program/value.ts'
import type { GraphSighting, Sighting } from '../../sighting.ts'
import type { Site } from '../adapter.ts'
import { argumentValue, boundFrom, option, optionValue, textOf } from '../arguments.ts'
import { siteOf } from '../make-sighting.ts'
import { DEFAULT_RECURSION, approvals } from './agents.ts'
import { callsOn } from './graph-calls.ts'
import { commandRouters, nameOfNode, targetsOf } from './graph-routers.ts'
import { NAME } from './names.ts'
import { storeFrom } from './stores.ts'

type GraphNode = GraphSighting['nodes'][number]
type Edge = GraphSighting['edges'][number]
type Router = GraphSighting['routers'][number]

interface Build {
  readonly program: Program
  readonly nodes: GraphNode[]
  readonly edges: Edge[]
  readonly routers: Router[]
  end: Expression | undefined
  options: Value | undefined
}

/** `new StateGraph(…)`, with everything that is added to it before it is compiled. */
export function seeGraph(site: Site): Sighting[] {
  const { program } = site
  const build: Build = { program, nodes: [], edges: [], routers: [], end: undefined, options: undefined }
  for (const { module, node, method } of callsOn(program, site.node)) add(build, module, node, method)
  const limit = build.options && option(program, build.options, 'recursionLimit')[0]
  const graph: GraphSighting = {
    kind: 'graph',
    framework: NAME,
    at: siteOf(site),
    end: build.end,
    nodes: build.nodes,
    edges: build.edges,
    routers: [...build.routers, ...commandRouters(program, build.nodes, build.routers)],
    memory: storeFrom(program, build.options && optionValue(program, build.options, 'checkpointer')),
    bound: boundFrom(program, limit) ?? DEFAULT_RECURSION,
  }
  return [graph, ...approvals(program, build.options)]
}

function add(build: Build, module: Module, node: CallNode, method: string): void {
  const { program } = build
  const at: Expression = { module, node }
  const value = (index: number): Value | undefined => {
    const one = node.arguments[index]
    return one === undefined || isNode(one, 'SpreadElement')
      ? undefined
      : program.evaluate({ module, node: one })
  }
  const names = (index: number): string[] => namesOf(program, value(index))
  if (method === 'addNode') addNodes(build, at, value)
  else if (method === 'addSequence') {
    const before = build.nodes.length
    addNodes(build, at, value)
    const added = build.nodes.slice(before)
    for (const [index, one] of added.slice(1).entries())
      build.edges.push({ from: added[index]!.name, to: one.name })
  } else if (method === 'addEdge')
    for (const from of names(0)) for (const to of names(1)) build.edges.push({ from, to })
  else if (method === 'setEntryPoint') for (const to of names(0)) build.edges.push({ from: '__start__', to })
  else if (method === 'setFinishPoint') for (const from of names(0)) build.edges.push({ from, to: '__end__' })
  else if (method === 'addConditionalEdges' || method === 'setConditionalEntryPoint')
    addRouter(build, at, method === 'setConditionalEntryPoint', value)
  else {
    build.end = at
    build.options = value(0)
  }
}

/** `(name, handler, { ends })`, `({ name: handler })`, `([[name, handler], …])`. */
function addNodes(build: Build, at: Expression, value: (index: number) => Value | undefined): void {
  const { program } = build
  const first = value(0)
  const handler = value(1)
  if (first === undefined) return
  if (first.kind === 'array') {
    for (const pair of elementsOf(program, first)) {
      const name = nameOfNode(program, program.property(pair, '0'))
      if (pair.kind === 'array' && name !== undefined)
        build.nodes.push({ name, handler: program.property(pair, '1'), at })
    }
  } else if (first.kind === 'object') {
    for (const [name, one] of entriesOf(program, first)) build.nodes.push({ name, handler: one, at })
  } else if (handler !== undefined) {
    const name = nameOfNode(program, first) ?? at.module.textOf(at.node)
    build.nodes.push({ name, handler, at })
    const ends = optionValue(program, value(2), 'ends')
    if (ends !== undefined)
      build.routers.push({ from: name, router: handler, targets: namesOf(program, ends), at })
  }
}

function addRouter(
  build: Build,
  at: Expression,
  isEntry: boolean,
  value: (index: number) => Value | undefined,
): void {
  const { program } = build
  const first = value(0)
  const named = first?.kind === 'object' ? first : undefined
  const shift = isEntry ? 0 : 1
  const source = named ? optionValue(program, named, 'source') : isEntry ? undefined : first
  const router = named ? optionValue(program, named, 'path') : value(shift)
  const map = named ? optionValue(program, named, 'pathMap') : value(shift + 1)
  if (router === undefined) return
  const targets = map === undefined ? targetsOf(program, router) : namesOf(program, map)
  for (const from of isEntry ? ['__start__'] : namesOf(program, source))
    build.routers.push({ from, router, targets, at })
}

/** Node names of a value: one, a list, or the values of a map. */
function namesOf(program: Program, value: Value | undefined): string[] {
  if (value === undefined) return []
  return program.uses.resolve(value).flatMap((one) => {
    if (one.kind === 'array') return elementsOf(program, one).flatMap((inner) => namesOf(program, inner))
    if (one.kind === 'object') return entriesOf(program, one).flatMap(([, inner]) => namesOf(program, inner))
    return nameOfNode(program, one) ?? []
  })
}

/** `entrypoint({ name, checkpointer }, fn)`: the functional form, whose edges are the function's own code. */
export function seeEntrypoint(site: Site): Sighting[] {
  const { program } = site
  const options = argumentValue(site, 0)
  const handler = argumentValue(site, 1)
  if (options === undefined || handler === undefined) return []
  const name = textOf(program, options) ?? textOf(program, program.property(options, 'name')) ?? 'entrypoint'
  const at = siteOf(site)
  return [
    {
      kind: 'graph',
      framework: NAME,
      at,
      end: at,
      nodes: [{ name, handler, at }],
      edges: [
        { from: '__start__', to: name },
        { from: name, to: '__end__' },
      ],
      routers: [],
      memory: storeFrom(program, optionValue(program, options, 'checkpointer')),
      bound: DEFAULT_RECURSION,
    },
  ]
}

// Mastra's workflows: steps that code puts in order.
import { elementsOf, entriesOf } from '../../program/elements.ts'
import { type CallNode, type Node, isNode, memberName, endOf } from '../../program/node.ts'
import type { Program } from '../../program/program.ts'
import { type Expression, type Value, pathOf } from '../../program/value.ts'
import type { GraphSighting } from '../../sighting.ts'
import type { Site } from '../adapter.ts'
import { givenTo, optionValue, textOf } from '../arguments.ts'
import { siteOf } from '../make-sighting.ts'
import { storageOf } from './stores.ts'
import { NAME } from './tools.ts'

const JOINS = new Set([
  'then',
  'step',
  'after',
  'parallel',
  'branch',
  'dountil',
  'dowhile',
  'until',
  'while',
  'foreach',
  'commit',
])

interface Building {
  readonly program: Program
  readonly nodes: GraphSighting['nodes'][number][]
  readonly edges: { from: string; to: string }[]
  readonly routers: GraphSighting['routers'][number][]
  /** The steps after which the next one runs. */
  last: readonly string[]
}

/** `createWorkflow({ … }).then(a).branch([[isLarge, b]]).commit()`, in one chain or in several statements. */
export function workflow(site: Site): GraphSighting[] {
  const { program, module } = site
  const building: Building = { program, nodes: [], edges: [], routers: [], last: ['start'] }
  let end: Expression | undefined
  for (const { node, name } of joinsOf(site)) {
    if (name === 'commit') end = { module, node }
    else join(building, { module, node }, name)
  }
  if (building.nodes.length === 0) return []
  const keeps = storageOf(program)
  return [
    {
      kind: 'graph',
      framework: NAME,
      at: siteOf(site),
      end,
      nodes: building.nodes,
      edges: building.edges,
      routers: building.routers,
      memory: keeps === 'memory' ? undefined : { kind: 'store', at: siteOf(site), keeps },
      bound: undefined,
    },
  ]
}

/** The calls that extend this workflow, in the order in which they run. */
function joinsOf({ program, module, node: root }: Site): { node: CallNode; name: string }[] {
  return module
    .nodes('CallExpression')
    .flatMap((node) => {
      const { callee } = node
      if (!isNode(callee, 'MemberExpression')) return []
      const name = memberName(callee)
      if (name === undefined || !JOINS.has(name)) return []
      return rootOf(program.evaluate({ module, node: callee.object })) === root ? [{ node, name }] : []
    })
    .toSorted((one, other) => endOf(one.node) - endOf(other.node))
}

function rootOf(value: Value): Node | undefined {
  const first = firstOf(value)
  return first.kind === 'called' ? first.site.node : undefined
}

/** What a workflow that was built in a chain began with. */
function firstOf(value: Value): Value {
  let at = value
  while (at.kind === 'called' && at.of.kind === 'member' && JOINS.has(at.of.name)) at = at.of.of
  return at
}

function join(building: Building, site: Expression & { node: CallNode }, name: string): void {
  const { program } = building
  const [first, second] = site.node.arguments
  if (first === undefined || isNode(first, 'SpreadElement')) return
  const given = program.evaluate({ module: site.module, node: first })
  if (name === 'branch') branch(building, site, elementsOf(program, given))
  else if (name === 'parallel') {
    const names = elementsOf(program, given).map((one) => add(building, one, site))
    follow(building, names)
    building.last = names
  } else {
    const step = add(building, given, site)
    follow(building, [step])
    building.last = [step]
    if (name !== 'then' && name !== 'foreach' && second !== undefined && !isNode(second, 'SpreadElement'))
      building.routers.push({
        from: step,
        router: program.evaluate({ module: site.module, node: second }),
        targets: [step],
        at: site,
      })
  }
}

/** Pairs of a condition and a step. */
function branch(building: Building, site: Expression, pairs: readonly Value[]): void {
  const { program } = building
  const targets = pairs.map((pair) => {
    const step = add(building, program.property(pair, '1'), site)
    for (const from of building.last)
      building.routers.push({ from, router: program.property(pair, '0'), targets: [step], at: site })
    return step
  })
  building.last = targets
}

function follow(building: Building, names: readonly string[]): void {
  for (const from of building.last) for (const to of names) building.edges.push({ from, to })
}

function add(building: Building, step: Value, at: Expression): string {
  const { program, nodes } = building
  const [one] = program.uses.resolve(step)
  const options = one === undefined ? undefined : givenTo(program, firstOf(one), 0)
  const isStep = one?.kind === 'called' && /:(createStep|Step)$/.test(pathOf(one.of) ?? '')
  const isWorkflow = one !== undefined && /:(createWorkflow|Workflow)\(\)$/.test(pathOf(firstOf(one)) ?? '')
  const definition = isStep || isWorkflow ? options : step
  const name = textOf(program, optionValue(program, definition, 'id')) ?? `step ${nodes.length + 1}`
  const execute = isStep ? optionValue(program, options, 'execute') : undefined
  const handler = execute ?? (isStep ? (options ?? step) : step)
  if (!nodes.some((known) => known.name === name))
    nodes.push({ name, handler, at: one?.kind === 'called' ? one.site : at })
  return name
}

/** The steps of `createNetwork` and of an agent's `workflows: { … }`. */
export function membersOf(program: Program, value: Value | undefined): Value[] {
  if (value === undefined) return []
  return program.uses.resolve(value).flatMap((one) => {
    const entries = entriesOf(program, one)
    return entries.length > 0 ? entries.map(([, inner]) => inner) : elementsOf(program, one)
  })
}

// Where Mastra keeps threads and suspended runs.
import { isNode } from '../../program/node.ts'
import type { Program } from '../../program/program.ts'
import { type Expression, type Value, pathOf } from '../../program/value.ts'
import type { StoreSighting } from '../../sighting.ts'
import { givenTo, option, optionValue } from '../arguments.ts'

const IN_MEMORY = /:(InMemoryStore|MockStore|InMemoryDB)\(\)$/
const STORE = /^@mastra\/[^:]+:\w*(Store|Storage|DB)\(\)$/

/** A store of Mastra: LibSQL's is as durable as the file that it names. */
export function keptBy(program: Program, store: Value): StoreSighting['keeps'] {
  const kinds = program.uses.resolve(store).map((one): StoreSighting['keeps'] => {
    const path = pathOf(one) ?? ''
    if (IN_MEMORY.test(path)) return 'memory'
    if (!STORE.test(path)) return 'unknown'
    const options = givenTo(program, one, 0)
    const given = [options, optionValue(program, options, 'config')]
    const urls = given.flatMap((inner) => option(program, inner, 'url'))
    return urls.some((at) => namesMemory(program, at)) ? 'memory' : 'durable'
  })
  return kinds.find((kind) => kind !== 'unknown') ?? 'unknown'
}

function namesMemory(program: Program, at: Expression): boolean {
  return program.uses
    .resolve(program.evaluate(at))
    .some((one) => one.kind === 'literal' && String(one.value).includes(':memory:'))
}

export interface Registry {
  readonly agents: Value | undefined
  readonly storage: Expression | undefined
}

const registries = new WeakMap<Program, readonly Registry[]>()

export const MASTRA = /^@mastra\/core(\/mastra)?:Mastra$/

/** What is registered with `new Mastra({ agents, storage })`. */
export function registriesOf(program: Program): readonly Registry[] {
  const known = registries.get(program)
  if (known !== undefined) return known
  const found: Registry[] = []
  for (const module of program.modules) {
    for (const node of module.nodes('NewExpression')) {
      const path = pathOf(program.evaluate({ module, node: node.callee }))
      const [first] = node.arguments
      if (path === undefined || !MASTRA.test(path) || first === undefined || isNode(first, 'SpreadElement'))
        continue
      const options = program.evaluate({ module, node: first })
      const [storage] = option(program, options, 'storage')
      found.push({ agents: optionValue(program, options, 'agents'), storage })
    }
  }
  registries.set(program, found)
  return found
}

/** The storage that suspended runs are kept in: of the registry, memory when it has none. */
export function storageOf(program: Program): StoreSighting['keeps'] {
  const kinds = registriesOf(program).map(({ storage }) =>
    storage === undefined ? 'memory' : keptBy(program, program.evaluate(storage)),
  )
  return kinds.find((kind) => kind === 'durable') ?? kinds[0] ?? 'memory'
}

/** `memory: new Memory({ storage, options: { lastMessages } })`. */
export function memoryOf(program: Program, at: Expression | undefined): StoreSighting | undefined {
  if (at === undefined) return undefined
  for (const one of program.uses.resolve(program.evaluate(at))) {
    const path = pathOf(one) ?? ''
    if (!/^@mastra\/memory:Memory\(\)$/.test(path)) continue
    const options = givenTo(program, one, 0)
    const storage = optionValue(program, options, 'storage')
    const keeps = storage === undefined ? storageOf(program) : keptBy(program, storage)
    const limit = option(program, optionValue(program, options, 'options'), 'lastMessages')[0]
    return { kind: 'store', at: one.kind === 'called' ? one.site : at, keeps, ...(limit && { limit }) }
  }
  return { kind: 'store', at, keeps: 'unknown' }
}

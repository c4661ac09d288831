import type { Program } from '../../program/program.ts'
import { type Expression, type Value, pathOf } from '../../program/value.ts'
import type { Sighting, StoreSighting } from '../../sighting.ts'
import type { Site } from '../adapter.ts'
import { textOf } from '../arguments.ts'
import { siteOf } from '../make-sighting.ts'
import { isNode } from '../../program/node.ts'
import { path } from './names.ts'
import { argumentOf } from './tools.ts'

const SAVERS = String.raw`MemorySaver|InMemoryStore|\w+Saver|\w+Store(?!\w)`
const MEMORIES = String.raw`(Buffer|BufferWindow|ConversationSummary(Buffer)?|ConversationTokenBuffer|VectorStoreRetriever|Entity|Combined|Zep|Motorhead)Memory`
const HISTORIES = String.raw`ChatMessageHistory|InMemoryChatMessageHistory|\w+ChatMessageHistory`

/** A checkpointer or a memory store, where it is made. */
export const STORE = path(String.raw`(${SAVERS})(\.(fromConnString|fromUrl|fromClient|fromCluster))?`)
export const MEMORY = path(`${MEMORIES}|${HISTORIES}`)
const MADE = path(
  String.raw`(${SAVERS}|${MEMORIES}|${HISTORIES})(\.(fromConnString|fromUrl|fromClient|fromCluster))?`,
  String.raw`\(\)`,
)

export function seeStore(site: Site): Sighting[] {
  if (/Vector|DocStore|ByteStore|FileStore|Embedding/.test(site.path)) return []
  return [{ kind: 'store', at: siteOf(site), keeps: keeps(site.path, firstText(site.program, siteOf(site))) }]
}

/** Old memory classes keep everything in the process unless a history of a database is given to them. */
function keeps(name: string, target: string | undefined): StoreSighting['keeps'] {
  if (target === ':memory:' || /[:.](MemorySaver|InMemory\w+)(\.\w+)?(\(\))?$/.test(name)) return 'memory'
  if (/Saver|Store/.test(name)) return 'durable'
  if (/[:.]ChatMessageHistory(\(\))?$/.test(name)) return 'memory'
  return /ChatMessageHistory|Zep|Motorhead|VectorStoreRetriever/.test(name) ? 'durable' : 'memory'
}

function firstText(program: Program, { module, node }: Expression): string | undefined {
  if (!isNode(node, 'CallExpression') && !isNode(node, 'NewExpression')) return undefined
  const [first] = node.arguments
  return first === undefined || isNode(first, 'SpreadElement')
    ? undefined
    : textOf(program, program.evaluate({ module, node: first }))
}

/** The store behind `checkpointer`, `checkpointSaver`, `memory`. `true`: the platform's. */
export function storeFrom(program: Program, value: Value | undefined): StoreSighting | undefined {
  if (value === undefined) return undefined
  for (const one of program.uses.resolve(value)) {
    if (one.kind === 'literal') {
      if (one.value === true)
        return { kind: 'store', at: { module: one.module, node: one.node }, keeps: 'platform' }
      continue
    }
    const name = pathOf(one) ?? ''
    if (one.kind === 'called' && MADE.test(name)) {
      const history = argumentOf(program, one, 0)
      const inner =
        history && name.endsWith('Memory()')
          ? storeFrom(program, program.property(history, 'chatHistory'))
          : undefined
      return inner ?? { kind: 'store', at: one.site, keeps: keeps(name, firstText(program, one.site)) }
    }
    if (one.kind === 'called' || one.kind === 'instance')
      return { kind: 'store', at: one.site, keeps: 'unknown' }
    if (one.kind === 'parameter') {
      return { kind: 'store', at: { module: one.module, node: one.node }, keeps: 'unknown' }
    }
  }
  return undefined
}

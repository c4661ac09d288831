import { ChainBroken, EventInvalid } from '../twelvefold-error.ts'
import { parseEvent } from '../thread/parse-event.ts'
import { CHAIN_START, chainHash, firstBroken } from './hash-chain.ts'
import type { StoredEvent } from './store.ts'

/** The first line of an export: which thread, how many events, and the hash that all of them lead to. */
interface Header {
  readonly twelvefold: 'thread'
  readonly threadId: string
  readonly events: number
  readonly head: string
}

/** A header line, then a line an event: its members as in the thread, its data as the stored text, its hash. */
export function toJsonl(
  threadId: string,
  events: readonly StoredEvent[],
  { hashes = true }: { readonly hashes?: boolean } = {},
): string {
  const head = events.at(-1)?.hash ?? CHAIN_START
  const header: Header = { twelvefold: 'thread', threadId, events: events.length, head }
  const lines = events.map(({ seq, type, v, at, text, hash }) => {
    const start = JSON.stringify({ seq, type, v, at }).slice(0, -1)
    return `${start},"data":${text}${hashes ? `,"hash":"${hash}"` : ''}}`
  })
  return `${[JSON.stringify(header), ...lines].join('\n')}\n`
}

/**
 * Reads an export back. Hashes that are there are checked; a file without any gets new ones.
 * @throws EventInvalid where a line is not an event, ChainBroken where the file was changed or cut.
 */
export function parseJsonl(jsonl: string): { threadId: string; events: readonly StoredEvent[] } {
  const lines = jsonl.replace(/^\uFEFF/, '').split(/\r?\n/)
  while (lines.at(-1) === '') lines.pop()
  const header = parseHeader(lines[0] ?? '')
  const events = lines.slice(1).map((line, i) => parseLine(line, i + 2))
  if (events.length !== header.events) {
    throw new ChainBroken(`the file has ${events.length} events, its header says ${header.events}`, {
      hint: 'the file was cut: export the thread again',
    })
  }
  const sealed = events.some((event) => event.hash !== undefined) ? withHashes(events) : seal(events)
  const broken = firstBroken(sealed)
  if (broken !== undefined) throw new ChainBroken(`event ${broken} does not fit the hash chain`)
  if ((sealed.at(-1)?.hash ?? CHAIN_START) !== header.head) {
    throw new ChainBroken('the last event is not the one that the header names')
  }
  return { threadId: header.threadId, events: sealed }
}

type Unsealed = Omit<StoredEvent, 'hash'> & { readonly hash?: string }

function parseHeader(line: string): Header {
  const header = parseJson(line, 1) as Partial<Header> | null
  const { twelvefold, threadId, events, head } = header ?? {}
  const isHeader = twelvefold === 'thread' && typeof events === 'number' && typeof head === 'string'
  if (!isHeader || typeof threadId !== 'string' || !/^[0-9a-z]{4,40}$/.test(threadId)) {
    throw new EventInvalid('line 1 is not the header of an exported thread', {
      hint: 'npx twelvefold threads export ID writes such files',
    })
  }
  return { twelvefold, threadId, events, head }
}

function parseLine(line: string, number: number): Unsealed {
  const value = parseJson(line, number) as { hash?: unknown } | null
  const { seq, type, v, at, data } = parseEvent(value)
  const hash = typeof value?.hash === 'string' ? { hash: value.hash } : {}
  return { seq, type, v, at, text: JSON.stringify(data), ...hash }
}

function parseJson(line: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new EventInvalid(`line ${number} is not JSON`, { cause })
  }
}

function withHashes(events: readonly Unsealed[]): StoredEvent[] {
  return events.map((event) => ({ ...event, hash: event.hash ?? '' }))
}

function seal(events: readonly Unsealed[]): StoredEvent[] {
  let last = CHAIN_START
  return events.map((event) => {
    last = chainHash(last, event)
    return { ...event, hash: last }
  })
}

import type { Event } from '../../thread/event.ts'
import type { EventBlock } from '../../thread/event-list.ts'
import { StoreUnusable } from '../../twelvefold-error.ts'
import { openEvent } from '../stored-event.ts'
import type { Statement } from './driver.ts'
import { utf8 } from './utf8.ts'

/** Enough that rows no longer count, few enough that what is read beside what is wanted costs little. */
const MOST = 250

interface Row {
  readonly events: number
  readonly last: number
  readonly stamps: Uint8Array
  readonly texts: Uint8Array
}

/**
 * Many events a row: in the driver a row costs more than what is in it, and thousands of rows that are dropped at once
 * cost the garbage collector as much again. Texts are bytes: libsql ends the process where one that was changed by hand
 * is no UTF-8. A row at a time: a statement that gives several sorts all of them first.
 */
const BLOCK = `SELECT count(*) AS events, max(seq) AS last,
    CAST(group_concat(v || ' ' || at || ' ' || type, char(10)) AS BLOB) AS stamps,
    CAST(group_concat(data, char(10)) AS BLOB) AS texts
  FROM (SELECT seq, type, v, at, data FROM events
        WHERE thread = (SELECT no FROM threads WHERE id = ?) AND seq > ? ORDER BY seq LIMIT ?)`

/** The events after a seq, as they lie in the file; each block becomes events when it is read. The first may be short. */
export function eventBlocks(
  prepare: (sql: string) => Statement,
  threadId: string,
  afterSeq: number,
  first = MOST,
): EventBlock[] {
  const statement = prepare(BLOCK)
  const blocks: EventBlock[] = []
  for (let after = afterSeq, most = first; ; most = MOST) {
    const { events, last, stamps, texts } = statement.get(threadId, after, most) as Row
    if (events === 0) return blocks
    if (last !== after + events) throw damaged(`an event after event ${after} is missing`)
    const from = after
    blocks.push({ length: events, read: () => parseBlock(from, events, utf8(stamps), utf8(texts)) })
    if (events < most) return blocks
    after = last
  }
}

function parseBlock(after: number, length: number, stamps: string, texts: string): readonly Event[] {
  const lines = stamps.split('\n')
  const data = parseTexts(texts)
  if (lines.length !== length || data?.length !== length) return parseEach(after, lines, texts.split('\n'))
  return lines.map(
    (line, i): Event => ({ ...stampOf(after + i + 1, line), data: data[i] }) as unknown as Event,
  )
}

/** All in one go: thousands of small texts cost JSON.parse twice as much. Undefined where one of them is damaged. */
function parseTexts(texts: string): readonly unknown[] | undefined {
  try {
    return JSON.parse(`[${texts.replaceAll('\n', ',')}]`) as unknown[]
  } catch {
    return undefined
  }
}

/** One by one, so that the one that is damaged is named. */
function parseEach(after: number, lines: readonly string[], texts: readonly string[]): never {
  for (const [i, line] of lines.entries())
    openEvent({ ...stampOf(after + i + 1, line), text: texts[i] ?? '' })
  throw damaged(`an event after event ${after} was changed`)
}

function stampOf(seq: number, line: string): Omit<Event, 'data' | 'type'> & { readonly type: string } {
  const [v, at, type, ...more] = line.split(' ')
  const time = new Date(Number(at))
  if (!type || more.length > 0 || Number.isNaN(time.getTime())) throw damaged(`event ${seq} was changed`)
  return { seq, type, v: Number(v), at: time.toISOString() }
}

function damaged(what: string): StoreUnusable {
  return new StoreUnusable(`the store is damaged: ${what}`, {
    hint: 'npx twelvefold threads verify ID names the first broken event',
  })
}

import { EventInvalid } from '../twelvefold-error.ts'
import type { Event } from './event.ts'
import { freezeDeep } from './json.ts'

/** Events that follow each other and are read when somebody looks at one of them. `read` gives exactly `length`, or throws. */
export interface EventBlock {
  readonly length: number
  readonly read: () => readonly Event[]
}

interface Unread extends EventBlock {
  /** Position of its first event. */
  readonly from: number
}

/**
 * The events of one thread: a buffer that longer versions of the thread share, and a length.
 * Appending to the newest version is O(1) and leaves every older version as it was; appending to an
 * older one copies its prefix, which is how a fork begins. A class, so that nobody reaches the buffer: an event is
 * read and frozen when it is handed out, so that a long thread can be loaded without touching what nobody looks at.
 */
export class EventList implements Iterable<Event> {
  static readonly empty = new EventList([], 0, {}, [])

  /** With holes where a block has not been read. */
  readonly #buffer: (Event | undefined)[]
  readonly #unread: Unread[]
  readonly length: number
  /** The same for all versions that share a buffer: of two of them the shorter is the beginning of the longer. */
  readonly lineage: object

  private constructor(buffer: (Event | undefined)[], length: number, lineage: object, unread: Unread[]) {
    this.#buffer = buffer
    this.length = length
    this.lineage = lineage
    this.#unread = unread
  }

  static ofBlocks(blocks: readonly EventBlock[]): EventList {
    let length = 0
    const unread = blocks.map((block): Unread => {
      const from = length
      length += block.length
      return { from, length: block.length, read: block.read }
    })
    return new EventList(Array.from({ length }), length, {}, unread)
  }

  /** The event at a position from 0; negative positions count from the end. */
  at(position: number): Event | undefined {
    const index = position < 0 ? this.length + position : position
    return index < 0 || index >= this.length ? undefined : freezeDeep(this.#get(index))
  }

  append(events: readonly Event[]): EventList {
    const isNewest = this.#buffer.length === this.length && this.length > 0
    const buffer = isNewest ? this.#buffer : this.#buffer.slice(0, this.length)
    for (const event of events) buffer.push(event)
    const unread = isNewest ? this.#unread : [...this.#unread]
    return new EventList(buffer, buffer.length, isNewest ? this.lineage : {}, unread)
  }

  /** A copy, as an array, of the events from one position up to another; negative positions count from the end. */
  slice(from = 0, to = this.length): Event[] {
    const position = (given: number): number => (given < 0 ? Math.max(0, this.length + given) : given)
    return this.unfrozen(position(from), position(to)).map(freezeDeep)
  }

  /** The same for the fold, which looks at every event and changes none: to freeze them all costs more than to fold them. */
  unfrozen(from: number, to = this.length): Event[] {
    const events: Event[] = []
    for (let i = from; i < Math.min(to, this.length); i++) events.push(this.#get(i))
    return events
  }

  *[Symbol.iterator](): Iterator<Event> {
    for (let i = 0; i < this.length; i++) yield freezeDeep(this.#get(i))
  }

  #get(index: number): Event {
    return this.#buffer[index] ?? this.#read(index)
  }

  #read(index: number): Event {
    const at = this.#unread.findIndex(({ from, length }) => from <= index && index < from + length)
    const block = this.#unread[at]
    const events = block?.read()
    if (!block || events?.length !== block.length) {
      throw new EventInvalid(`event ${index + 1} of the thread cannot be read`)
    }
    this.#unread.splice(at, 1)
    for (const [i, event] of events.entries()) {
      // An older version that was appended to may end within the block.
      if (block.from + i < this.#buffer.length) this.#buffer[block.from + i] ??= event
    }
    return this.#buffer[index]!
  }
}

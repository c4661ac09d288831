import type { Event } from './event.ts'
import { freezeDeep } from './json.ts'

/**
 * The events of one thread: a buffer that longer versions of the thread share, and a length.
 * Appending to the newest version is O(1) and leaves every older version as it was; appending to an
 * older one copies its prefix, which is how a fork begins. A class, so that nobody reaches the buffer: an event is
 * frozen when it is handed out, so that a long thread can be loaded without touching what nobody looks at.
 */
export class EventList implements Iterable<Event> {
  static readonly empty = new EventList([], 0, {})

  readonly #buffer: Event[]
  readonly length: number
  /** The same for all versions that share a buffer: of two of them the shorter is the beginning of the longer. */
  readonly lineage: object

  private constructor(buffer: Event[], length: number, lineage: object) {
    this.#buffer = buffer
    this.length = length
    this.lineage = lineage
  }

  /** The event at a position from 0; negative positions count from the end. */
  at(position: number): Event | undefined {
    const index = position < 0 ? this.length + position : position
    return index < this.length ? freezeDeep(this.#buffer[index]) : undefined
  }

  append(events: readonly Event[]): EventList {
    const isNewest = this.#buffer.length === this.length && this.length > 0
    const buffer = isNewest ? this.#buffer : this.#buffer.slice(0, this.length)
    for (const event of events) buffer.push(event)
    return new EventList(buffer, buffer.length, isNewest ? this.lineage : {})
  }

  /** A copy, as an array, of the events from one position up to another. */
  slice(from = 0, to = this.length): Event[] {
    return this.#buffer.slice(from, Math.min(to, this.length)).map(freezeDeep)
  }

  *[Symbol.iterator](): Iterator<Event> {
    for (let i = 0; i < this.length; i++) yield freezeDeep(this.#buffer[i]!)
  }
}

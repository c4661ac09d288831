import type { Sight } from '../../facts/place.ts'
import type { Expression } from '../program/value.ts'

/** What the messages of a request are made of, by following the expression that is sent. */
export interface InputFlow {
  /** A list that keeps growing from one request to the next, sent as it is or as part of something made anew. */
  readonly growing: Sight[]
  /** The same, but written anew as text or messages by code of the repository. */
  readonly rendered: Sight[]
  readonly acts: Sight[]
  /** Given by the client with each request. */
  readonly resent: Sight[]
  /** Read from where it is kept between runs. */
  readonly stored: Sight[]
  /** The value could not be followed to its end. */
  readonly open: Expression[]
}

export function emptyFlow(): InputFlow {
  return { growing: [], rendered: [], acts: [], resent: [], stored: [], open: [] }
}

export function carried({ growing, rendered, stored, resent }: InputFlow): number {
  return growing.length + rendered.length + stored.length + resent.length
}

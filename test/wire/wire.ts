// A provider on loopback: one neutral reply, said in the wire format of each.

/** What the provider says, in no provider's own words. */
export interface WireReply {
  readonly text?: string
  readonly calls?: readonly WireCall[]
  /** Why it stops, where that is not the ordinary end. */
  readonly end?: 'length' | 'filter' | 'refusal' | 'error'
  readonly usage?: WireUsage | 'none'
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as it is, in place of all that. */
  readonly body?: string
  /** In the middle: cut: the connection breaks. end: it ends in good order. stall: it stays open, and nothing comes. */
  readonly fault?: 'cut' | 'end' | 'stall'
  /** What the provider waits for before it says anything. */
  readonly after?: Promise<unknown>
}

export interface WireCall {
  readonly tool: string
  /** JSON text, or what a model takes for it. */
  readonly arguments: string
  readonly id?: string
}

export interface WireUsage {
  readonly input: number
  readonly output: number
  readonly cached?: number
  readonly reasoning?: number
}

/** How one API says a reply: whole as JSON, or as events of a stream. */
export interface WireFormat {
  readonly name: string
  readonly isStreaming: (path: string, body: Readonly<Record<string, unknown>>) => boolean
  readonly whole: (reply: WireReply) => string
  readonly stream: (reply: WireReply) => readonly string[]
  /** The body of an answer that is no success. */
  readonly error: (status: number) => string
}

export function usageOf({ usage = { input: 40, output: 7 } }: WireReply): WireUsage | undefined {
  return usage === 'none' ? undefined : usage
}

/** The id that the provider gives a call: its own, or one by its place. */
export function idOf(call: WireCall, place: number): string {
  return call.id ?? `call_${place}`
}

/** A text in two parts, as streams have it. */
export function parts(text: string): readonly string[] {
  const middle = Math.ceil(text.length / 2)
  return [text.slice(0, middle), text.slice(middle)].filter((part) => part !== '')
}

/** Members as JSON, one of which is JSON text already: a model may have written no JSON there. */
export function withRaw(members: Readonly<Record<string, unknown>>, name: string, raw: string): string {
  return `${JSON.stringify(members).slice(0, -1)},${JSON.stringify(name)}:${raw}}`
}

export function serverSentEvent(data: string, event?: string): string {
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${data}\n\n`
}

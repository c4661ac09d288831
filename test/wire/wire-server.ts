import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { WireFormat, WireReply } from './wire.ts'

export interface WireRequest {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Readonly<Record<string, unknown>>
  /** Resolves when the client has hung up, or the answer is complete. */
  readonly closed: Promise<unknown>
}

export interface WireServer {
  readonly url: string
  readonly requests: readonly WireRequest[]
  /** Resolves when so many requests have come. */
  readonly received: (count: number) => Promise<void>
}

/** A provider on loopback that gives the planned replies in turn, the last one again and again; gone after `use`. */
export async function withWireServer<T>(
  format: WireFormat,
  planned: readonly WireReply[],
  use: (server: WireServer) => Promise<T>,
): Promise<T> {
  const requests: WireRequest[] = []
  const waiting = new Set<() => void>()
  const http = createServer((incoming, response) => {
    void answer(incoming, response)
  })
  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const closed = once(response, 'close')
    const body = JSON.parse(await text(incoming)) as WireRequest['body']
    const path = incoming.url ?? ''
    const reply = planned[requests.length] ?? planned.at(-1)!
    requests.push({ path, headers: incoming.headers, body, closed })
    for (const tell of waiting) tell()
    await reply.after
    send(response, reply, format, format.isStreaming(path, body))
  }
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  const received = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (requests.length < count) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  try {
    return await use({ url: `http://127.0.0.1:${port}`, requests, received })
  } finally {
    http.close()
    http.closeAllConnections()
    await once(http, 'close')
  }
}

function send(response: ServerResponse, reply: WireReply, format: WireFormat, isStreaming: boolean): void {
  const { status = 200, headers = {}, body, fault } = reply
  const isEventStream = isStreaming && status === 200 && body === undefined
  const type = isEventStream ? 'text/event-stream' : 'application/json'
  response.writeHead(status, { 'content-type': type, ...headers })
  const chunks =
    body !== undefined
      ? [body]
      : status !== 200
        ? [format.error(status)]
        : isStreaming
          ? format.stream(reply)
          : [format.whole(reply)]
  if (fault === undefined) return void response.end(chunks.join(''))
  const all = chunks.join('')
  const start = all.slice(0, Math.floor(all.length * 0.6))
  if (fault === 'end') return void response.end(start)
  // A connection that is torn down before its bytes have left would look like one that never answered.
  response.write(start, () => {
    if (fault === 'cut') response.destroy()
  })
}

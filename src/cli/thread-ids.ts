import type { Store } from '../runtime/store/store.ts'
import { ThreadAmbiguous, ThreadNotFound, UsageError } from '../runtime/twelvefold-error.ts'
import { oneLine } from './render/text.ts'

/** The shortest form in which an id is shown. */
const SHORTEST = 4
/** Threads that are compared to find a form that no other thread shares. */
const NEIGHBOURS = 1_000

/** The thread whose id begins with that. @throws ThreadNotFound, ThreadAmbiguous, UsageError */
export async function resolveThread(store: Store, prefix: string): Promise<string> {
  const wanted = prefix.trim().toLowerCase()
  if (!/^[0-9a-z]{1,40}$/.test(wanted)) {
    throw new UsageError(`"${oneLine(prefix, 40)}" is no id of a thread`, {
      hint: 'npx twelvefold threads list',
    })
  }
  const found = await store.list({ idPrefix: wanted, limit: 5 })
  const exact =
    found.find(({ threadId }) => threadId === wanted) ?? (found.length === 1 ? found[0] : undefined)
  if (exact) return exact.threadId
  if (found.length === 0) {
    throw new ThreadNotFound(`no thread begins with ${wanted}`, { hint: 'npx twelvefold threads list' })
  }
  const some = found.map(({ threadId }) => threadId).join(', ')
  throw new ThreadAmbiguous(`more than one thread begins with ${wanted}`, {
    hint: `write more of it: ${some}`,
  })
}

export interface RequestName {
  readonly threadId: string
  readonly requestId: string
}

/** `7f3k.3` as thread and request; the request's own id may hold dots. @throws UsageError, ThreadNotFound */
export async function resolveRequest(store: Store, id: string): Promise<RequestName> {
  const dot = id.indexOf('.')
  const threadId = await resolveThread(store, dot < 0 ? id : id.slice(0, dot))
  if (dot >= 0 && dot < id.length - 1) return { threadId, requestId: id.slice(dot + 1) }
  const open = await store.requests(threadId)
  const name = await shortId(store, threadId)
  throw new UsageError(`"${oneLine(id, 40)}" names a thread and no request`, {
    hint:
      open.length > 0
        ? `its open requests: ${open.map(({ requestId }) => `${name}.${requestId}`).join(', ')}`
        : 'the thread has no open requests',
  })
}

/** The shortest beginning, of four characters or more, that names this thread alone. */
export async function shortId(store: Store, threadId: string): Promise<string> {
  const near = await store.list({ idPrefix: threadId.slice(0, SHORTEST), limit: NEIGHBOURS })
  return shortestOf(
    threadId,
    near.map((other) => other.threadId),
  )
}

function shortestOf(threadId: string, others: readonly string[]): string {
  for (let length = SHORTEST; length < threadId.length; length++) {
    const prefix = threadId.slice(0, length)
    if (!others.some((other) => other !== threadId && other.startsWith(prefix))) return prefix
  }
  return threadId
}

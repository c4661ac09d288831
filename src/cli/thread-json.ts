import type { Thread } from '../runtime/thread/thread.ts'

/** What every command on a thread prints with --json: ids are whole. */
export function threadJson(thread: Thread): object {
  const requests = thread.requests.map(({ requestId, kind, question, to, callId, deadline }) => {
    const call = thread.calls.find((open) => open.callId === callId)
    return {
      id: `${thread.id}.${requestId}`,
      kind,
      question,
      to,
      ...(call ? { call: { tool: call.tool, input: call.input } } : {}),
      ...(deadline === undefined ? {} : { deadline }),
    }
  })
  return { threadId: thread.id, status: thread.status, requests }
}

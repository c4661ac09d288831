import type { Asked } from '../runtime/engine/asked.ts'
import type { Thread } from '../runtime/thread/thread.ts'

/** What every command on a thread prints with --json: ids are whole. What its children ask comes with their path. */
export function threadJson(thread: Thread, below: readonly Asked[] = []): object {
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
  const asked = below.map(({ threadId, requestId, kind, question, to, deadline, agent, path }) => ({
    id: `${threadId}.${requestId}`,
    kind,
    question,
    to,
    agent,
    path,
    ...(deadline === undefined ? {} : { deadline }),
  }))
  return { threadId: thread.id, status: thread.status, requests: [...requests, ...asked] }
}

import { parts, serverSentEvent, usageOf, withRaw, type WireFormat, type WireReply } from '../wire.ts'

/** POST /models/MODEL:generateContent and :streamGenerateContent. */
export const googleGenerateContent: WireFormat = {
  name: 'generateContent',
  isStreaming: (path) => path.includes(':streamGenerateContent'),
  whole(reply) {
    const { text, calls = [] } = reply
    const said = text === undefined ? [] : [JSON.stringify({ text })]
    return candidate([...said, ...calls.map(callPart)], reply)
  },
  stream(reply) {
    const { text = '', calls = [] } = reply
    const chunks = [
      ...parts(text).map((part) => candidate([JSON.stringify({ text: part })])),
      ...calls.map((call) => candidate([callPart(call)])),
      candidate([], reply),
    ]
    return chunks.map((chunk) => serverSentEvent(chunk))
  },
  error: (status) =>
    JSON.stringify({ error: { code: status, message: `refused with ${status}`, status: 'X' } }),
}

/** This API gives calls no ids, and arguments as an object. */
function callPart({ tool, arguments: input }: { tool: string; arguments: string }): string {
  return `{"functionCall":${withRaw({ name: tool }, 'args', input)}}`
}

function candidate(contentParts: readonly string[], last?: WireReply): string {
  const content = withRaw({ role: 'model' }, 'parts', `[${contentParts.join(',')}]`)
  const end = last ? { finishReason: finishReason(last) } : {}
  const body = last ? usage(last) : {}
  return withRaw(
    { ...body, responseId: 'r' },
    'candidates',
    `[${withRaw({ index: 0, ...end }, 'content', content)}]`,
  )
}

function finishReason({ end }: WireReply): string {
  if (end === 'length') return 'MAX_TOKENS'
  if (end === 'filter') return 'SAFETY'
  if (end === 'refusal') return 'PROHIBITED_CONTENT'
  return end === 'error' ? 'MALFORMED_FUNCTION_CALL' : 'STOP'
}

/** What was thought is not counted among the candidates' tokens. */
function usage(reply: WireReply): object {
  const used = usageOf(reply)
  if (!used) return {}
  const { input, output, cached, reasoning = 0 } = used
  return {
    usageMetadata: {
      promptTokenCount: input,
      candidatesTokenCount: output - reasoning,
      totalTokenCount: input + output,
      ...(cached === undefined ? {} : { cachedContentTokenCount: cached }),
      ...(reasoning === 0 ? {} : { thoughtsTokenCount: reasoning }),
    },
  }
}

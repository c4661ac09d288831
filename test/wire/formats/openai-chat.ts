import { idOf, parts, serverSentEvent, usageOf, type WireFormat, type WireReply } from '../wire.ts'

/** POST /chat/completions: OpenAI's older API, and what compatible servers speak. */
export const openaiChat: WireFormat = {
  name: 'chat completions',
  isStreaming: (_, body) => body['stream'] === true,
  whole(reply) {
    const { text, end } = reply
    const calls = (reply.calls ?? []).map((call, i) => ({
      id: idOf(call, i),
      type: 'function',
      function: { name: call.tool, arguments: call.arguments },
    }))
    const words = end === 'refusal' ? { content: null, refusal: text } : { content: text ?? null }
    const message = { role: 'assistant', ...words, ...(calls.length > 0 ? { tool_calls: calls } : {}) }
    const choice = { index: 0, message, finish_reason: finishReason(reply) }
    return JSON.stringify({ ...head('chat.completion'), choices: [choice], ...usage(reply) })
  },
  stream(reply) {
    const { text = '', end, calls = [] } = reply
    const deltas: object[] = [{ role: 'assistant', content: '' }]
    for (const part of parts(text)) deltas.push(end === 'refusal' ? { refusal: part } : { content: part })
    calls.forEach((call, index) => {
      const name = { id: idOf(call, index), type: 'function', function: { name: call.tool, arguments: '' } }
      deltas.push({ tool_calls: [{ index, ...name }] })
      for (const part of parts(call.arguments)) {
        deltas.push({ tool_calls: [{ index, function: { arguments: part } }] })
      }
    })
    const choices = [
      ...deltas.map((delta) => ({ index: 0, delta, finish_reason: null })),
      { index: 0, delta: {}, finish_reason: finishReason(reply) },
    ]
    const start = head('chat.completion.chunk')
    const chunks: object[] = choices.map((choice) => ({ ...start, choices: [choice] }))
    if (usageOf(reply)) chunks.push({ ...start, choices: [], ...usage(reply) })
    return [...chunks.map((chunk) => serverSentEvent(JSON.stringify(chunk))), serverSentEvent('[DONE]')]
  },
  error: (status) =>
    JSON.stringify({ error: { message: `refused with ${status}`, type: 'x', param: null, code: null } }),
}

const head = (object: string): object => ({ id: 'c1', object, created: 1_700_000_000, model: 'm' })

function finishReason({ end, calls = [] }: WireReply): string {
  if (end === 'length') return 'length'
  if (end === 'filter') return 'content_filter'
  if (end === 'error') return 'error'
  return calls.length > 0 ? 'tool_calls' : 'stop'
}

function usage(reply: WireReply): object {
  const used = usageOf(reply)
  if (!used) return {}
  return {
    usage: {
      prompt_tokens: used.input,
      completion_tokens: used.output,
      total_tokens: used.input + used.output,
      ...(used.cached === undefined ? {} : { prompt_tokens_details: { cached_tokens: used.cached } }),
      ...(used.reasoning === undefined
        ? {}
        : { completion_tokens_details: { reasoning_tokens: used.reasoning } }),
    },
  }
}

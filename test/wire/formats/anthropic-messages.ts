import { idOf, parts, serverSentEvent, usageOf, withRaw, type WireFormat, type WireReply } from '../wire.ts'

/** POST /messages. */
export const anthropicMessages: WireFormat = {
  name: 'messages',
  isStreaming: (_, body) => body['stream'] === true,
  whole(reply) {
    const { text, calls = [] } = reply
    const blocks = [
      ...(text === undefined ? [] : [JSON.stringify({ type: 'text', text })]),
      ...calls.map((call, i) =>
        withRaw({ type: 'tool_use', id: idOf(call, i), name: call.tool }, 'input', call.arguments),
      ),
    ]
    const end = { ...head, stop_reason: stopReason(reply), stop_sequence: null, usage: usage(reply) }
    return withRaw(end, 'content', `[${blocks.join(',')}]`)
  },
  stream(reply) {
    const { text, calls = [] } = reply
    const start = { ...head, content: [], stop_reason: null, stop_sequence: null }
    const used = usage(reply)
    const chunks: Chunk[] = [
      { type: 'message_start', message: { ...start, usage: { ...used, output_tokens: 0 } } },
    ]
    const block = (content_block: object, deltas: readonly object[]): void => {
      const index = chunks.filter(({ type }) => type === 'content_block_stop').length
      chunks.push({ type: 'content_block_start', index, content_block })
      for (const delta of deltas) chunks.push({ type: 'content_block_delta', index, delta })
      chunks.push({ type: 'content_block_stop', index })
    }
    if (text !== undefined) {
      const deltas = parts(text).map((part) => ({ type: 'text_delta', text: part }))
      block({ type: 'text', text: '' }, deltas)
    }
    calls.forEach((call, i) => {
      const deltas = parts(call.arguments).map((part) => ({ type: 'input_json_delta', partial_json: part }))
      block({ type: 'tool_use', id: idOf(call, i), name: call.tool, input: {} }, deltas)
    })
    const delta = { stop_reason: stopReason(reply), stop_sequence: null }
    chunks.push({ type: 'message_delta', delta, usage: used }, { type: 'message_stop' })
    return chunks.map((chunk) => serverSentEvent(JSON.stringify(chunk), chunk.type))
  },
  error: (status) =>
    JSON.stringify({ type: 'error', error: { type: 'x', message: `refused with ${status}` } }),
}

type Chunk = Readonly<Record<string, unknown>> & { readonly type: string }

const head = { type: 'message', id: 'msg_1', role: 'assistant', model: 'm' }

/** It has no filter but the model's own refusal, and says an error by its status. */
function stopReason({ end, calls = [] }: WireReply): string {
  if (end === 'length') return 'max_tokens'
  if (end === 'filter' || end === 'refusal') return 'refusal'
  return calls.length > 0 ? 'tool_use' : 'end_turn'
}

/** What was read from the cache is not counted in `input_tokens`. This API always reports. */
function usage(reply: WireReply): object {
  const { input, output, cached = 0 } = usageOf(reply) ?? { input: 0, output: 0 }
  return { input_tokens: input - cached, output_tokens: output, cache_read_input_tokens: cached }
}

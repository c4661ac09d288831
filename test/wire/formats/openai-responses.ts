import { idOf, parts, serverSentEvent, usageOf, type WireFormat, type WireReply } from '../wire.ts'

/** POST /responses: OpenAI's newer API. */
export const openaiResponses: WireFormat = {
  name: 'responses',
  isStreaming: (_, body) => body['stream'] === true,
  whole: (reply) => JSON.stringify({ ...response(reply), output: items(reply) }),
  stream(reply) {
    const chunks: object[] = [{ type: 'response.created', response: head }]
    items(reply).forEach((item, output_index) => {
      const open = item.type === 'message' ? { ...item, content: [] } : { ...item, arguments: '' }
      chunks.push({ type: 'response.output_item.added', output_index, item: open })
      const place = { item_id: item.id, output_index }
      const type = item.type === 'message' ? messageDelta(reply) : 'response.function_call_arguments.delta'
      const text = item.type === 'message' ? (reply.text ?? '') : item.arguments
      for (const delta of parts(text)) chunks.push({ type, ...place, content_index: 0, delta })
      chunks.push({ type: 'response.output_item.done', output_index, item })
    })
    const type = reply.end === 'error' ? 'failed' : isIncomplete(reply) ? 'incomplete' : 'completed'
    chunks.push({ type: `response.${type}`, response: response(reply) })
    return chunks.map((chunk, sequence_number) =>
      serverSentEvent(JSON.stringify({ sequence_number, ...chunk })),
    )
  },
  error: (status) =>
    JSON.stringify({ error: { message: `refused with ${status}`, type: 'x', param: null, code: null } }),
}

const head = { id: 'resp_1', object: 'response', created_at: 1_700_000_000, model: 'm' }

type Item =
  | { type: 'message'; id: string; role: 'assistant'; status: string; content: object[] }
  | { type: 'function_call'; id: string; call_id: string; name: string; arguments: string; status: string }

function items({ text, end, calls = [] }: WireReply): Item[] {
  const status = 'completed'
  const content =
    end === 'refusal'
      ? { type: 'refusal', refusal: text }
      : { type: 'output_text', text, annotations: [], logprobs: [] }
  const said: Item = { type: 'message', id: 'msg_1', role: 'assistant', status, content: [content] }
  return [
    ...(text === undefined ? [] : [said]),
    ...calls.map((call, i): Item => {
      const { tool: name, arguments: input } = call
      return { type: 'function_call', id: `fc_${i}`, call_id: idOf(call, i), name, arguments: input, status }
    }),
  ]
}

function messageDelta({ end }: WireReply): string {
  return end === 'refusal' ? 'response.refusal.delta' : 'response.output_text.delta'
}

function isIncomplete({ end }: WireReply): boolean {
  return end === 'length' || end === 'filter'
}

function response(reply: WireReply): object {
  const { end } = reply
  const reason = end === 'length' ? 'max_output_tokens' : 'content_filter'
  return {
    ...head,
    status: isIncomplete(reply) ? 'incomplete' : end === 'error' ? 'failed' : 'completed',
    error: end === 'error' ? { code: 'server_error', message: 'the model failed' } : null,
    incomplete_details: isIncomplete(reply) ? { reason } : null,
    ...usage(reply),
  }
}

function usage(reply: WireReply): object {
  const used = usageOf(reply)
  if (!used) return {}
  return {
    usage: {
      input_tokens: used.input,
      input_tokens_details: { cached_tokens: used.cached ?? 0 },
      output_tokens: used.output,
      output_tokens_details: { reasoning_tokens: used.reasoning ?? 0 },
      total_tokens: used.input + used.output,
    },
  }
}

import { ModelCallFailed } from '../twelvefold-error.ts'
import { aiSdkReply, unifiedReason } from './ai-sdk-reply.ts'
import type { ModelReply, ReplyDelta } from './model.ts'

/** Characters: many times what any model says. A stream that never ends must not fill the memory. */
const MOST_CHARACTERS = 8_000_000

interface StreamPart {
  readonly type?: unknown
  readonly id?: unknown
  readonly delta?: unknown
  readonly toolName?: unknown
  readonly error?: unknown
  readonly usage?: unknown
  readonly finishReason?: unknown
}

/**
 * Reads a provider's stream to its end, telling what arrives; the reply is the same as without streaming.
 * Rejects with the stream's own error, or where it ends before the model was done.
 */
export async function readAiSdkStream(
  stream: ReadableStream<unknown>,
  onDelta: (delta: ReplyDelta) => void,
): Promise<ModelReply> {
  const texts = new Map<unknown, { readonly type: 'text'; text: string }>()
  const tools = new Map<unknown, string>()
  const content: unknown[] = []
  let finish: StreamPart | undefined
  let characters = 0
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      const part = (value ?? {}) as StreamPart
      if (part.type === 'error') throw part.error
      if (typeof part.delta === 'string') characters += part.delta.length
      if (characters > MOST_CHARACTERS)
        throw new ModelCallFailed('the reply has no end', { retryable: false })
      if (part.type === 'finish') finish = part
      else if (part.type === 'tool-call') content.push(part)
      else if (part.type === 'tool-input-start') tools.set(part.id, String(part.toolName))
      else if (typeof part.delta === 'string' && part.type === 'text-delta') {
        const known = texts.get(part.id)
        const text = known ?? { type: 'text', text: '' }
        if (!known) content.push(text)
        texts.set(part.id, text)
        text.text += part.delta
        if (part.delta !== '') onDelta({ text: part.delta })
      } else if (typeof part.delta === 'string' && part.type === 'tool-input-delta') {
        onDelta({ text: part.delta, tool: tools.get(part.id) ?? '' })
      }
    }
  } finally {
    // Left in the middle, it would keep its connection.
    void reader.cancel().catch(() => {})
  }
  if (finish === undefined || isCutOff(finish))
    throw new ModelCallFailed('the stream ended before the reply did', { retryable: true })
  return aiSdkReply({ content, usage: finish.usage, finishReason: finish.finishReason })
}

const NO_REASON: ReadonlySet<unknown> = new Set(['other', 'unknown', 'interrupted', 'error', undefined])

/** Providers close a stream that broke off as if it had ended, for no reason that the model gave. */
function isCutOff({ finishReason }: StreamPart): boolean {
  const { unified, raw } = unifiedReason(finishReason)
  return raw === undefined && NO_REASON.has(unified)
}

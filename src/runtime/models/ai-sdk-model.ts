import { ModelCallFailed } from '../twelvefold-error.ts'
import type { Message } from '../context/message.ts'
import type { Model, ModelReply, ModelRequest } from './model.ts'

/** The part of the AI SDK's LanguageModel (specification v3 and v4) that is called; any provider's object fits. */
export interface AiSdkLanguageModel {
  readonly specificationVersion: string
  readonly provider: string
  readonly modelId: string
  /** `never` lets any version's options fit: no type of an optional peer stands in a public declaration. */
  doGenerate(options: never): PromiseLike<{ content: readonly unknown[]; usage: unknown }>
}

/** An AI SDK provider's model as ours: one request, one reply, a tool required, no retries of its own. */
export function aiSdkModel(model: AiSdkLanguageModel): Model {
  return {
    id: `${model.provider}/${model.modelId}`,
    source: 'provider',
    async reply(request, signal) {
      try {
        const result = await model.doGenerate(toOptions(request, signal) as never)
        return toReply(result)
      } catch (cause) {
        throw toFailure(model, cause)
      }
    },
  }
}

function toOptions({ messages, tools }: ModelRequest, abortSignal: AbortSignal): object {
  return {
    prompt: toPrompt(messages),
    tools: tools.map(({ name, description, inputSchema }) => ({
      type: 'function',
      name,
      description,
      inputSchema,
    })),
    ...(tools.length > 0 ? { toolChoice: { type: 'required' } } : {}),
    abortSignal,
  }
}

function toPrompt(messages: readonly Message[]): object[] {
  const prompt: { role: string; content: unknown }[] = []
  for (const message of messages) {
    const translated = toPromptMessage(message)
    const last = prompt.at(-1)
    // The results of one step's calls stand in one message: some providers refuse them apart.
    if (message.role === 'tool' && last?.role === 'tool') {
      last.content = [...(last.content as unknown[]), ...(translated.content as unknown[])]
    } else {
      prompt.push(translated)
    }
  }
  return prompt
}

function toPromptMessage(message: Message): { role: string; content: unknown } {
  if (message.role === 'system') return message
  if (message.role === 'user') return { role: 'user', content: [{ type: 'text', text: message.content }] }
  if (message.role === 'tool') {
    const output = { type: 'text', value: message.content }
    return {
      role: 'tool',
      content: [{ type: 'tool-result', toolCallId: message.callId, toolName: message.tool, output }],
    }
  }
  const text = message.content ? [{ type: 'text', text: message.content }] : []
  const calls = message.calls.map(({ callId, tool, input }) => ({
    type: 'tool-call',
    toolCallId: callId,
    toolName: tool,
    input,
  }))
  return { role: 'assistant', content: [...text, ...calls] }
}

function toReply(result: { content: readonly unknown[]; usage: unknown }): ModelReply {
  const parts = result.content as readonly {
    type?: string
    text?: string
    toolName?: string
    input?: unknown
  }[]
  const text = parts
    .filter((part) => part.type === 'text' && typeof part.text === 'string')
    .map((part) => part.text)
    .join('')
  const calls = parts
    .filter((part) => part.type === 'tool-call')
    .map((part) => ({ tool: String(part.toolName), input: parseInput(part.input) }))
  const { inputTokens, outputTokens } = (result.usage ?? {}) as Record<string, unknown>
  return {
    calls,
    ...(text === '' ? {} : { text }),
    usage: { inputTokens: total(inputTokens), outputTokens: total(outputTokens) },
  }
}

/** Providers hand the arguments over as JSON text; text that is not JSON stays text, and is refused by the engine. */
function parseInput(input: unknown): unknown {
  if (typeof input !== 'string') return input
  try {
    return JSON.parse(input === '' ? '{}' : input)
  } catch {
    return input
  }
}

/** Usage is a number, or from specification v3 on an object with a total. */
function total(tokens: unknown): number {
  const count = typeof tokens === 'object' && tokens !== null ? (tokens as { total?: unknown }).total : tokens
  return typeof count === 'number' && Number.isFinite(count) ? count : 0
}

function toFailure(model: AiSdkLanguageModel, cause: unknown): ModelCallFailed {
  const { statusCode, isRetryable, responseHeaders, message, name } = (cause ?? {}) as {
    statusCode?: number
    isRetryable?: boolean
    responseHeaders?: Record<string, string>
    message?: string
    name?: string
  }
  const status = statusCode === undefined ? '' : ` (${statusCode})`
  const retryAfter = Number(responseHeaders?.['retry-after'])
  return new ModelCallFailed(`${model.provider}/${model.modelId}${status}: ${message ?? String(cause)}`, {
    // Without a status the network failed, which may pass; an abort is nobody's failure.
    retryable: isRetryable ?? (name !== 'AbortError' && (statusCode === undefined || statusCode >= 500)),
    retryAfterMs: Number.isFinite(retryAfter) ? retryAfter * 1_000 : undefined,
    cause,
  })
}

import { aiSdkFailure } from './ai-sdk-failure.ts'
import { aiSdkOptions } from './ai-sdk-prompt.ts'
import { aiSdkReply, type AiSdkResult } from './ai-sdk-reply.ts'
import { readAiSdkStream } from './ai-sdk-stream.ts'
import type { Model } from './model.ts'

/** The part of the AI SDK's LanguageModel (specification v3 and v4) that is called; any provider's object fits. */
export interface AiSdkLanguageModel {
  readonly specificationVersion: string
  readonly provider: string
  readonly modelId: string
  /** `never` lets any version's options fit: no type of an optional peer stands in a public declaration. */
  doGenerate(options: never): PromiseLike<AiSdkResult>
  doStream?(options: never): PromiseLike<{ readonly stream: ReadableStream<unknown> }>
}

/**
 * An AI SDK provider's model as ours: one request, one reply, a tool required, no retries of its own.
 * `id` is `provider/model` by default.
 */
export function aiSdkModel(model: AiSdkLanguageModel, id = idOf(model)): Model {
  return {
    id,
    source: 'provider',
    async reply(request, signal, onDelta) {
      try {
        const options = aiSdkOptions(request, signal) as never
        if (onDelta === undefined || model.doStream === undefined) {
          return aiSdkReply(await model.doGenerate(options))
        }
        const { stream } = await model.doStream(options)
        return await readAiSdkStream(stream, onDelta)
      } catch (cause) {
        throw aiSdkFailure(id, cause)
      }
    },
  }
}

/** Providers name the interface that they speak too, such as `openai.responses`: what is recorded names the provider. */
function idOf({ provider, modelId }: AiSdkLanguageModel): string {
  return `${provider.replace(/\.(chat|responses|messages|completion|generative-ai)$/, '')}/${modelId}`
}

import { ModelUnavailable } from '../twelvefold-error.ts'
import { aiSdkModel, type AiSdkLanguageModel } from './ai-sdk-model.ts'
import type { Model } from './model.ts'

/**
 * The model of an agent that holds one as an object: ours, or any AI SDK provider's, which is recorded as `id`.
 * @throws ModelUnavailable for a name: names are resolved by whoever composes the program.
 */
export function resolveModel(model: unknown, id?: string): Model {
  if (typeof model === 'object' && model !== null) {
    if ('reply' in model && typeof model.reply === 'function') return model as Model
    if ('doGenerate' in model) return aiSdkModel(model as AiSdkLanguageModel, id)
  }
  throw new ModelUnavailable(
    `${typeof model === 'string' ? `"${model}"` : 'this value'} is no model object`,
    {
      hint: 'give the agent a model object, or hand resolveModel to createEngine',
    },
  )
}

import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { createAnthropic as createAnthropic4 } from 'ai-sdk-anthropic-v4'
import { createGoogle as createGoogle4 } from 'ai-sdk-google-v4'
import { createOpenAICompatible as createOpenAICompatible4 } from 'ai-sdk-openai-compatible-v4'
import { createOpenAI as createOpenAI4 } from 'ai-sdk-openai-v4'
import type { AiSdkLanguageModel } from '../../src/runtime/models/ai-sdk-model.ts'
import { anthropicMessages } from './formats/anthropic-messages.ts'
import { googleGenerateContent } from './formats/google-generate-content.ts'
import { openaiChat } from './formats/openai-chat.ts'
import { openaiResponses } from './formats/openai-responses.ts'
import type { WireFormat } from './wire.ts'

/** The real package of a provider, pointed at a URL of ours. */
export interface WireProvider {
  readonly name: string
  readonly format: WireFormat
  readonly model: (url: string) => AiSdkLanguageModel
}

export const KEY = 'sk-test-0123456789abcdef0123'
const settings = (baseURL: string) => ({ baseURL, apiKey: KEY })
const compatible = (baseURL: string) =>
  ({ name: 'local', includeUsage: true, supportsStructuredOutputs: true, ...settings(baseURL) }) as const

/** Each provider as of specification v3 and of v4. */
export const wireProviders: readonly WireProvider[] = [
  { name: 'openai v3', format: openaiResponses, model: (url) => createOpenAI(settings(url))('m') },
  { name: 'openai v4', format: openaiResponses, model: (url) => createOpenAI4(settings(url))('m') },
  { name: 'openai chat v3', format: openaiChat, model: (url) => createOpenAI(settings(url)).chat('m') },
  { name: 'openai chat v4', format: openaiChat, model: (url) => createOpenAI4(settings(url)).chat('m') },
  { name: 'anthropic v3', format: anthropicMessages, model: (url) => createAnthropic(settings(url))('m') },
  { name: 'anthropic v4', format: anthropicMessages, model: (url) => createAnthropic4(settings(url))('m') },
  {
    name: 'google v3',
    format: googleGenerateContent,
    model: (url) => createGoogleGenerativeAI(settings(url))('m'),
  },
  { name: 'google v4', format: googleGenerateContent, model: (url) => createGoogle4(settings(url))('m') },
  {
    name: 'compatible v3',
    format: openaiChat,
    model: (url) => createOpenAICompatible(compatible(url))('m'),
  },
  {
    name: 'compatible v4',
    format: openaiChat,
    model: (url) => createOpenAICompatible4(compatible(url))('m'),
  },
]

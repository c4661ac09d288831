// Providers' own SDKs that have nothing but requests: one small file each.
import type { Adapter } from '../adapter.ts'
import { azureOpenai } from './azure-openai.ts'
import { bedrock } from './bedrock.ts'
import { cohere } from './cohere.ts'
import { google } from './google.ts'
import { huggingface } from './huggingface.ts'
import { mistral } from './mistral.ts'
import { ollama } from './ollama.ts'
import { cerebras, groq, openrouter, perplexity, portkey, together } from './openai-shaped.ts'

export const otherSdks: readonly Adapter[] = [
  azureOpenai,
  bedrock,
  cerebras,
  cohere,
  google,
  groq,
  huggingface,
  mistral,
  ollama,
  openrouter,
  perplexity,
  portkey,
  together,
]

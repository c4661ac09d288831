// SDKs whose requests have OpenAI's shape: Groq, Together, Cerebras, Portkey, Perplexity, OpenRouter.
import type { Adapter, CallPattern } from '../adapter.ts'
import { argumentValue } from '../arguments.ts'
import { rawCall } from './raw-sdk.ts'

function shaped(name: string, title: string, packages: string, methods = 'create'): Adapter {
  const calls: CallPattern[] = [
    {
      path: new RegExp(
        String.raw`^(${packages})(\/[^:]+)?:[\w*]+(\.\w+)?\(\)(\.\w+\(\))*\.((beta\.)?chat\.completions|completions|chat)\.(${methods})$`,
      ),
      see: (site) => [
        rawCall(site, {
          framework: name,
          api: `${name}.${site.path.replace(/^.*\(\)\./, '')}`,
          options: [argumentValue(site, 0), argumentValue(site, 1)],
          inputs: { messages: 'messages', prompt: 'user' },
          tools: ['tools', 'functions'],
          schema: ['response_format', 'responseFormat'],
          signal: ['signal', 'fetchOptions.signal'],
          retries: ['maxRetries', 'retries'],
        }),
      ],
    },
  ]
  return { name, title, packages: new RegExp(String.raw`^(${packages})(\/|$)`), calls }
}

export const groq = shaped('groq', 'Groq SDK', 'groq-sdk')
export const together = shaped('together', 'Together SDK', 'together-ai', 'create|stream')
export const cerebras = shaped('cerebras', 'Cerebras SDK', String.raw`@cerebras\/cerebras_cloud_sdk`)
export const portkey = shaped('portkey', 'Portkey SDK', 'portkey-ai')
export const perplexity = shaped('perplexity', 'Perplexity SDK', String.raw`@perplexity-ai\/perplexity_ai`)
export const openrouter = shaped(
  'openrouter',
  'OpenRouter SDK',
  String.raw`@openrouter\/sdk`,
  'send|create|stream',
)

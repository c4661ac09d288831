import type { Adapter } from '../adapter.ts'
import { argumentValue } from '../arguments.ts'
import { rawCall } from './raw-sdk.ts'

const NAME = 'cohere'

export const cohere: Adapter = {
  name: NAME,
  title: 'Cohere SDK',
  packages: /^cohere-ai(\/|$)/,
  calls: [
    {
      path: /^cohere-ai(\/[^:]+)?:[\w*]+(\.\w+)?\(\)(\.v2)?\.(chat|chatStream|generate|generateStream)$/,
      see: (site) => [
        rawCall(site, {
          framework: NAME,
          api: `cohere.${site.path.replace(/^.*\(\)\./, '')}`,
          options: [argumentValue(site, 0), argumentValue(site, 1)],
          inputs: {
            preamble: 'system',
            message: 'user',
            prompt: 'user',
            messages: 'messages',
            chatHistory: 'messages',
          },
          tools: ['tools'],
          schema: ['responseFormat'],
          signal: ['abortSignal'],
          retries: ['maxRetries'],
        }),
      ],
    },
  ],
}

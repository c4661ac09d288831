import type { Adapter } from '../adapter.ts'
import { argumentValue } from '../arguments.ts'
import { rawCall } from './raw-sdk.ts'

const NAME = 'mistral'
const CLIENT = String.raw`^@mistralai\/mistralai(\/[^:]+)?:(\*\.|default\.)?(Mistral|MistralClient|MistralCore|default)\(\)`

export const mistral: Adapter = {
  name: NAME,
  title: 'Mistral SDK',
  packages: /^@mistralai\/mistralai(\/|$)/,
  calls: [
    {
      path: new RegExp(
        String.raw`${CLIENT}\.((chat|agents|fim)\.(complete|stream|parse|parseStream)|chat|chatStream|completion)$`,
      ),
      see: (site) => [
        rawCall(site, {
          framework: NAME,
          api: `mistral.${site.path.replace(/^.*\(\)\./, '')}`,
          options: [argumentValue(site, 0), argumentValue(site, 1)],
          inputs: { messages: 'messages', prompt: 'user' },
          tools: ['tools'],
          schema: ['responseFormat'],
          signal: ['fetchOptions.signal'],
          retries: ['retries'],
        }),
      ],
    },
    {
      path: new RegExp(String.raw`${CLIENT}\.beta\.conversations\.(start|append|restart)(Stream)?$`),
      see: (site) => [
        rawCall(
          site,
          {
            framework: NAME,
            api: `mistral.${site.path.replace(/^.*\(\)\./, '')}`,
            options: [argumentValue(site, 0)],
            inputs: { instructions: 'system', inputs: 'messages' },
            tools: ['tools'],
          },
          { hosted: true },
        ),
      ],
    },
  ],
}

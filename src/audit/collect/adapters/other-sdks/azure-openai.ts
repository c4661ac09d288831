import type { Adapter, Site } from '../adapter.ts'
import { argument, argumentValue } from '../arguments.ts'
import type { Sighting } from '../../sighting.ts'
import { rawCall } from './raw-sdk.ts'

const NAME = 'azure-openai'

/** Azure's own clients; `AzureOpenAI` of the package `openai` has OpenAI's shape. */
export const azureOpenai: Adapter = {
  name: NAME,
  title: 'Azure OpenAI SDK',
  packages: /^(@azure\/openai|@azure-rest\/ai-inference)(\/|$)/,
  calls: [
    {
      path: /^@azure\/openai:(\*\.)?OpenAIClient\(\)\.(getChatCompletions|streamChatCompletions|listChatCompletions|getCompletions|streamCompletions|listCompletions)$/,
      see: positional,
    },
    {
      path: /^@azure-rest\/ai-inference:(default|\*(\.default)?)\(\)\.path\(\)\.post$/,
      see: (site) => [
        rawCall(site, {
          framework: NAME,
          api: 'azure.chat.completions.post',
          options: [argumentValue(site, 0)],
          inputs: { 'body.messages': 'messages' },
          tools: ['body.tools'],
          schema: ['body.response_format'],
          signal: ['abortSignal'],
        }),
      ],
    },
  ],
}

/** `getChatCompletions(deployment, messages, options)` */
function positional(site: Site): Sighting[] {
  const at = argument(site, 1)
  const call = rawCall(site, {
    framework: NAME,
    api: `azure.${site.path.replace(/^.*\./, '')}`,
    options: [argumentValue(site, 2)],
    tools: ['tools', 'functions'],
    schema: ['responseFormat'],
    signal: ['abortSignal'],
  })
  return [{ ...call, inputs: at === undefined ? [] : [{ role: 'messages', at }] }]
}

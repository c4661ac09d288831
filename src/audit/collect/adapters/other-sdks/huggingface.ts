import type { Adapter, Site } from '../adapter.ts'
import { argumentValue } from '../arguments.ts'
import type { Sighting } from '../../sighting.ts'
import { rawCall } from './raw-sdk.ts'

const NAME = 'huggingface'
const METHODS =
  'chatCompletion|chatCompletionStream|textGeneration|textGenerationStream|summarization|questionAnswering'

export const huggingface: Adapter = {
  name: NAME,
  title: 'Hugging Face inference',
  packages: /^@huggingface\/inference(\/|$)/,
  calls: [
    {
      path: new RegExp(
        String.raw`^@huggingface\/inference:((\*\.)?(HfInference|InferenceClient|HfInferenceEndpoint)\(\)(\.endpoint\(\))?\.)?(\*\.)?(${METHODS})$`,
      ),
      see,
    },
  ],
}

function see(site: Site): Sighting[] {
  return [
    rawCall(site, {
      framework: NAME,
      api: `huggingface.${site.path.replace(/^.*[.:]/, '')}`,
      options: [argumentValue(site, 0), argumentValue(site, 1)],
      inputs: { messages: 'messages', inputs: 'user' },
      tools: ['tools'],
      schema: ['response_format'],
      signal: ['signal'],
      retries: ['retry_on_error'],
    }),
  ]
}

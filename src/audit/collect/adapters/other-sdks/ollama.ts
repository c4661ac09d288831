import type { Adapter } from '../adapter.ts'
import { argumentValue } from '../arguments.ts'
import { rawCall } from './raw-sdk.ts'

const NAME = 'ollama'

export const ollama: Adapter = {
  name: NAME,
  title: 'Ollama',
  packages: /^ollama(\/|$)/,
  calls: [
    {
      // The package's default export is a client; `Ollama` makes another.
      path: /^ollama(\/browser)?:(default|(\*\.)?(default\.)?Ollama\(\)|\*\.default)\.(chat|generate)$/,
      see: (site) => [
        rawCall(
          site,
          {
            framework: NAME,
            api: `ollama.${site.path.replace(/^.*\./, '')}`,
            options: [argumentValue(site, 0)],
            inputs: { system: 'system', prompt: 'user', messages: 'messages' },
            tools: ['tools'],
            schema: ['format'],
          },
          { retries: 'none' },
        ),
      ],
    },
  ],
}

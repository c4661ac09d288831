import { expect, test } from 'vitest'
import { aiSdkModel } from '../../src/runtime/models/ai-sdk-model.ts'
import { greeting, modelCases, type Lack } from '../../src/runtime/models/model.contract.ts'
import type { ReplyDelta } from '../../src/runtime/models/model.ts'
import { KEY, wireProviders, type WireProvider } from './providers.ts'
import { withWireServer } from './wire-server.ts'

const modes = ['whole', 'streaming'] as const

/** What an API does not have, and its package cannot make up. */
function lacksOf({ name }: WireProvider, isStreaming: boolean): ReadonlySet<Lack> {
  const lacks = new Set<Lack>()
  if (name.startsWith('google')) lacks.add('raw arguments')
  if (name.startsWith('anthropic')) lacks.add('missing usage').add('reasoning tokens')
  if (name.startsWith('anthropic') && !isStreaming) lacks.add('raw arguments')
  return lacks
}

const table = wireProviders.flatMap((provider) =>
  modes.flatMap((mode) => Object.keys(modelCases).map((name) => [provider.name, mode, name] as const)),
)

test.each(table)('%s, %s: %s', async (providerName, mode, name) => {
  const provider = wireProviders.find((one) => one.name === providerName)!
  const { planned, check } = modelCases[name]!
  await withWireServer(provider.format, planned, async (server) => {
    const model = aiSdkModel(provider.model(server.url))
    const deltas: ReplyDelta[] = []
    const isStreaming = mode === 'streaming'
    await check({
      ask: (request, signal = new AbortController().signal) =>
        model.reply(
          { ...greeting, ...request },
          signal,
          isStreaming ? (delta) => void deltas.push(delta) : undefined,
        ),
      deltas,
      isStreaming,
      server,
      lacks: lacksOf(provider, isStreaming),
    })
    const [first] = server.requests
    expect(provider.format.isStreaming(first!.path, first!.body)).toBe(isStreaming)
    expect(JSON.stringify(first!.body)).not.toContain(KEY)
  })
})

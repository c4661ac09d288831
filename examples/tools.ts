// Tools with the AI SDK: factor 4 without an engine. Run it: npx jiti examples/tools.ts
import { generateText, stepCountIs, type LanguageModel } from 'ai'
import { MockLanguageModelV3 } from 'ai/test'
import { promptFolder } from 'twelvefold/prompts'
import { aiSdkTools, defineTool, succeeded } from 'twelvefold/tools'
import { z } from 'zod'

const lookUpOrder = defineTool({
  name: 'look_up_order',
  description: { prompt: 'orders/look-up' },
  input: z.object({ order: z.string().regex(/^\d{4}$/) }),
  output: z.object({ euros: z.number() }),
  effect: 'read',
  secrets: ['SHOP_KEY'],
  // A throw becomes one line for the model; a lost connection is tried again.
  run: async ({ input, secrets }) => {
    if (input.order !== '1001') throw new Error(`the shop refused ${secrets.SHOP_KEY}`)
    return succeeded({ euros: 30 })
  },
})

// Stands for a provider's model: it looks up two orders, and ends.
const call = { type: 'tool-call', toolName: 'look_up_order' } as const
const replies = [['1001', '1002'], []].map((orders) => ({
  content: orders.map((order) => ({ ...call, toolCallId: order, input: JSON.stringify({ order }) })),
  finishReason: { unified: orders.length > 0 ? 'tool-calls' : 'stop', raw: '' } as const,
  usage: { inputTokens: { total: 9 }, outputTokens: { total: 9 } } as never,
  warnings: [],
}))
const model: LanguageModel = new MockLanguageModelV3({ doGenerate: replies })

const describe = async (name: string) => (await promptFolder('prompts').render(name)).text
const tools = await aiSdkTools([lookUpOrder], { describe, secrets: () => 'shop-key-of-today' })
const { steps } = await generateText({ model, tools, prompt: 'refund me', stopWhen: stepCountIs(3) })
for (const { toolCallId, output } of steps[0]!.toolResults) console.log(toolCallId, JSON.stringify(output))

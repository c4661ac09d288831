// Refunds an order. Up to 100 euros it does so by itself; beyond that a person of support says yes or no.
import {
  approvals,
  defineAgent,
  defineTool,
  doneForNow,
  failed,
  limits,
  makeError,
  requestHumanInput,
  standardLoop,
  succeeded,
  type Call,
} from 'twelvefold'
import { z } from 'zod'

const orders: Readonly<Record<string, number>> = { '1001': 30, '1002': 240 }
const order = z.string().describe('number of the order, such as 1001')

const lookUpOrder = defineTool({
  name: 'look_up_order',
  description: { prompt: 'refunds/look-up-order' },
  input: z.object({ order }),
  output: z.object({ euros: z.number() }),
  effect: 'read',
  async run({ input }) {
    const euros = orders[input.order]
    return euros === undefined
      ? failed(makeError('unknown_order', `there is no order ${input.order}`))
      : succeeded({ euros })
  },
})

const refund = defineTool({
  name: 'refund',
  description: { prompt: 'refunds/refund' },
  input: z.object({ order, euros: z.number().positive().describe('at most what was paid') }),
  output: z.object({ reference: z.string() }),
  // Money must not go out twice: what is cut off in the middle is never repeated, a person is asked instead.
  effect: 'once',
  async run({ input, idempotencyKey }) {
    // A payment provider would be called here, with the key.
    return succeeded({ reference: `${input.order}-${idempotencyKey}` })
  },
})

const largeRefunds = ({ tool, input }: Call): boolean => tool === 'refund' && Number(input['euros']) > 100

export const refunds = defineAgent({
  name: 'refunds',
  prompt: 'refunds/next-step',
  model: 'anthropic/claude-sonnet-4-5',
  tools: [lookUpOrder, refund, requestHumanInput, doneForNow],
  decide: (thread) =>
    limits(thread, { steps: 12, consecutiveErrors: 3 }) ??
    approvals(thread, largeRefunds, { to: 'support', deadline: '1d' }) ??
    standardLoop(thread),
})

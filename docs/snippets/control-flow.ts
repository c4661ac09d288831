// The code that docs/control-flow.md shows. test/docs/control-flow.test.ts compiles it, runs it, and compares the two.
import {
  approvals,
  childAgent,
  defineAgent,
  delegate,
  denyCalls,
  doneForNow,
  failingTools,
  limits,
  noProgress,
  pipeline,
  requestHumanInput,
  standardLoop,
  type Agent,
  type Call,
  type Command,
  type Model,
  type Thread,
  type Tool,
} from 'twelvefold'

export function agentsOf(model: Model, refund: Tool): readonly Agent<Model>[] {
  // [all]
  const research = childAgent({
    name: 'research',
    agent: 'researcher',
    description: { prompt: 'support/research' },
  })
  const largeRefunds = ({ tool, input }: Call): boolean => tool === 'refund' && Number(input['euros']) > 100

  const support = defineAgent({
    name: 'support',
    prompt: 'support/next-step',
    model,
    tools: [refund, research, requestHumanInput, doneForNow],
    decide: (thread) =>
      limits(thread, { steps: 20, tokens: 200_000, cost: 2, time: '2h', consecutiveErrors: 5 }) ??
      failingTools(thread, { inARow: 3, ask: { to: 'oncall', deadline: '1h' } }) ??
      noProgress(thread) ??
      oneRefund(thread) ??
      approvals(thread, largeRefunds, { to: 'support', deadline: '1d' }) ??
      delegate(thread, [research]) ??
      standardLoop(thread),
  })
  // [/all]

  // [pipeline]
  const article = defineAgent({
    name: 'article',
    prompt: 'article/none',
    model,
    tools: [],
    decide: (thread) =>
      limits(thread, { cost: 5, time: '1h' }) ??
      pipeline(thread, [
        { agent: 'outliner', input: (_, { input }) => input },
        { agent: 'writer', input: ([outline]) => `Write this: ${JSON.stringify(outline)}` },
        { agent: 'checker', input: ([outline, text]) => JSON.stringify({ outline, text }) },
      ]),
  })
  // [/pipeline]
  const small = ['researcher', 'outliner', 'writer', 'checker'].map((name) =>
    defineAgent({ name, prompt: `${name}/next-step`, model, tools: [doneForNow] }),
  )
  return [support, article, ...small]
}

// [rule]
/** A rule of your own: one refund a thread, whatever the model says. */
function oneRefund(thread: Thread): Command | undefined {
  const isDone = thread.events.slice().some((event) => event.type === 'custom.shop.refunded')
  const more = thread.calls.filter(({ tool, state }) => tool === 'refund' && state === 'chosen')
  if (!isDone || more.length === 0) return undefined
  return denyCalls(
    more.map(({ callId }) => callId),
    'this thread has had its refund',
  )
}
// [/rule]

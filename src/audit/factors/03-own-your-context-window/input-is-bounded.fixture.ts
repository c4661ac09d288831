import { agent, facts } from '../../facts/facts.fixture.ts'

const { context } = agent()

export const red = facts({ agents: [agent({ context: { ...context, bounded: 'no' } })] })

export const green = facts({ agents: [agent({ context: { ...context, bounded: 'yes' } })] })

// Nothing trims and nothing counts: there is one request, and no second one to carry anything into.
export const trap = facts({
  agents: [agent({ kind: 'single-call', context: { ...context, input: 'one-shot', bounded: 'no' } })],
})

import { agent, facts, sight, tool } from '../../facts/facts.fixture.ts'

const { context } = agent()
const rest = { tools: [tool({ id: 't' })] }

export const red = facts({
  ...rest,
  agents: [
    agent({
      tools: ['t'],
      context: { ...context, rawResults: [sight('stringify', { what: 'JSON.stringify(response)' })] },
    }),
  ],
})

export const green = facts({
  ...rest,
  agents: [agent({ tools: ['t'], context: { ...context, shapedResults: [sight('projection')] } })],
})

// A tool whose whole result is returned, but to the caller: the one request was before it.
export const trap = facts({
  ...rest,
  agents: [
    agent({ tools: ['t'], context: { ...context, input: 'one-shot', rawResults: [sight('stringify')] } }),
  ],
})

import { agent, facts, tool } from '../../facts/facts.fixture.ts'

const { composition } = agent()
const offering = (toolsPerRequest: number) => agent({ composition: { ...composition, toolsPerRequest } })

export const red = facts({ agents: [offering(14)] })

export const green = facts({ agents: [offering(10)] })

// Twelve tools are defined; one request never carries more than five of them.
export const trap = facts({
  agents: [{ ...offering(5), tools: Array.from({ length: 12 }, (_, index) => `tool-${index}`) }],
  tools: Array.from({ length: 12 }, (_, index) => tool({ id: `tool-${index}` })),
})

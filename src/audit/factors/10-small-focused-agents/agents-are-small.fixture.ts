import { agent, facts, tool } from '../../facts/facts.fixture.ts'

export const red = facts({ agents: [agent({ size: { owned: 340, file: 366 } })] })

export const green = facts({ agents: [agent({ size: { owned: 180, file: 198 } })] })

// Eighteen tools are many, but none of the things that make an agent large.
export const trap = facts({
  agents: [
    agent({
      size: { owned: 200, file: 200 },
      tools: ['look'],
      composition: { ...agent().composition, toolsPerRequest: 18 },
    }),
  ],
  tools: [tool({ id: 'look' })],
})

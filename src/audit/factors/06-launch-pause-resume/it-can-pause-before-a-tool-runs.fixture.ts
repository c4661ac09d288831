import { agent, facts, sight, tool } from '../../facts/facts.fixture.ts'

const { waiting } = agent()
const tools = [tool({ id: 't', name: 'deploy', effect: 'write', idempotencyKey: true })]

export const red = facts({ tools, agents: [agent({ tools: ['t'] })] })

export const green = facts({
  tools,
  agents: [agent({ tools: ['t'], waiting: { ...waiting, gates: [sight('approval')] } })],
})

// No gate, and none is needed: the tools only look.
export const trap = facts({ tools: [tool({ id: 't', effect: 'read' })], agents: [agent({ tools: ['t'] })] })

import { agent, facts, sight, tool } from '../../facts/facts.fixture.ts'

const { waiting } = agent()
const tools = [tool({ id: 't', name: 'sendEmail', effect: 'write', idempotencyKey: true })]
const gates = [sight('interrupt')]

export const red = facts({
  tools,
  agents: [
    agent({
      tools: ['t'],
      waiting: { ...waiting, gates, repeats: [sight('write-before-interrupt', { what: 'sendEmail()' })] },
    }),
  ],
})

export const green = facts({ tools, agents: [agent({ tools: ['t'], waiting: { ...waiting, gates } })] })

// No key on any tool: they look, and looking twice harms nobody.
export const trap = facts({ tools: [tool({ id: 't', effect: 'read' })], agents: [agent({ tools: ['t'] })] })

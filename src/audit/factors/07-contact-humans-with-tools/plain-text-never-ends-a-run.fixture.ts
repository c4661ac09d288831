import { agent, facts, tool } from '../../facts/facts.fixture.ts'

const look = tool({ id: 'look' })
const done = tool({ id: 'done', name: 'done_for_now', effect: 'end' })
const parent = agent({ id: 'parent', name: 'parent', members: ['src/agent.ts#agent'] })

export const red = facts({ agents: [agent({ tools: ['look'] }), parent], tools: [look] })

export const green = facts({ agents: [agent({ tools: ['look', 'done'] }), parent], tools: [look, done] })

// A chat whose messages the client sends again: prose is what the person came for.
export const trap = facts({
  agents: [agent({ tools: ['look'], context: { ...agent().context, input: 'resent' } })],
  tools: [look],
})

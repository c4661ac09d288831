import { agent, dispatch, facts, sight, tool } from '../../facts/facts.fixture.ts'

const tools = [tool({ id: 't' })]

export const red = facts({
  tools,
  agents: [
    agent({ tools: ['t'], dispatch: dispatch({ dynamic: [sight('key', { what: 'handlers[call.name]' })] }) }),
  ],
})

export const green = facts({
  tools,
  agents: [agent({ tools: ['t'], dispatch: dispatch({ by: 'registry' }) })],
})

// Nobody checks a name, and there is none: the agent offers no tools.
export const trap = facts({ agents: [agent()] })

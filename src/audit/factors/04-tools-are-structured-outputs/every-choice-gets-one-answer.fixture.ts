import { agent, dispatch, facts, sight, tool } from '../../facts/facts.fixture.ts'

const tools = [tool({ id: 't' })]

export const red = facts({
  tools,
  agents: [
    agent({
      tools: ['t'],
      dispatch: dispatch({ unanswered: [sight('break', { what: 'break after the first call' })] }),
    }),
  ],
})

export const green = facts({ tools, agents: [agent({ tools: ['t'], dispatch: dispatch() })] })

// The only tool runs at the provider, which pairs calls and results by itself.
export const trap = facts({
  tools: [tool({ id: 't', runBy: 'provider', result: 'none', failure: 'throws' })],
  agents: [agent({ tools: ['t'], dispatch: dispatch() })],
})

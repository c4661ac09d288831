import { agent, dispatch, facts, tool } from '../../facts/facts.fixture.ts'

const subject = agent({ tools: ['t'], dispatch: dispatch() })

export const red = facts({ agents: [subject], tools: [tool({ id: 't', result: 'adhoc' })] })

export const green = facts({ agents: [subject], tools: [tool({ id: 't', result: 'envelope' })] })

// Text without an envelope: a search that the provider runs, in the provider's own format.
export const trap = facts({
  agents: [subject],
  tools: [tool({ id: 't', runBy: 'provider', result: 'adhoc' })],
})

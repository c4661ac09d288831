import { agent, dispatch, facts, modelCall, tool } from '../../facts/facts.fixture.ts'

const rest = { modelCalls: [modelCall({ id: 'c', tools: ['t'] })] }
const subject = agent({ calls: ['c'], tools: ['t'], dispatch: dispatch() })

export const red = facts({
  ...rest,
  agents: [subject],
  tools: [tool({ id: 't', parametersDescribed: false })],
})

export const green = facts({ ...rest, agents: [subject], tools: [tool({ id: 't' })] })

// Descriptions are absent here because the server sends them.
export const trap = facts({
  ...rest,
  agents: [subject],
  tools: [tool({ id: 't', inputSchema: 'dynamic', described: false, parametersDescribed: false })],
})

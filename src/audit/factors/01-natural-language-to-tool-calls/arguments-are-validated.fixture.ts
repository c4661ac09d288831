import { agent, dispatch, facts, modelCall, tool } from '../../facts/facts.fixture.ts'

const calls = { modelCalls: [modelCall({ id: 'c', tools: ['t'] })] }
const subject = agent({
  name: 'refunds',
  calls: ['c'],
  tools: ['t'],
  dispatch: dispatch({ validates: 'schema' }),
})

export const red = facts({ ...calls, agents: [subject], tools: [tool({ id: 't', inputSchema: 'loose' })] })

export const green = facts({ ...calls, agents: [subject], tools: [tool({ id: 't' })] })

// No validation anywhere in sight: an MCP server owns the schemas and checks by itself.
export const trap = facts({
  ...calls,
  agents: [agent({ ...subject, dispatch: dispatch({ by: 'mcp', validates: 'none' }) })],
  tools: [tool({ id: 't', inputSchema: 'dynamic' })],
})

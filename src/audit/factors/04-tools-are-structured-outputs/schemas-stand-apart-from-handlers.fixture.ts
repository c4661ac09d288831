import { agent, dispatch, facts, tool } from '../../facts/facts.fixture.ts'

const subject = agent({ tools: ['t'], dispatch: dispatch() })

export const red = facts({ agents: [subject], tools: [tool({ id: 't', schemaApart: false })] })

export const green = facts({ agents: [subject], tools: [tool({ id: 't' })] })

// Schema and handler in one object, at the MCP server that owns both.
export const trap = facts({
  agents: [subject],
  tools: [tool({ id: 't', inputSchema: 'dynamic', schemaApart: false })],
})

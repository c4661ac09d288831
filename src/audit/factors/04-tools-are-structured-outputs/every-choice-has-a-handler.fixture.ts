import { agent, dispatch, facts, tool } from '../../facts/facts.fixture.ts'

const tools = [tool({ id: 't', name: 'update_issue' })]

export const red = facts({
  tools,
  agents: [agent({ tools: ['t'], dispatch: dispatch({ covers: 'some', uncovered: ['update_issue'] }) })],
})

export const green = facts({ tools, agents: [agent({ tools: ['t'], dispatch: dispatch() })] })

// No branch for any tool: they are a server's, and so are the handlers.
export const trap = facts({
  tools: [tool({ id: 't', inputSchema: 'dynamic' })],
  agents: [agent({ tools: ['t'], dispatch: dispatch({ by: 'mcp', covers: 'unknown' }) })],
})

import { agent, dispatch, facts, modelCall, tool } from '../../facts/facts.fixture.ts'

const rest = { tools: [tool({ id: 't' })], modelCalls: [modelCall({ id: 'c', tools: ['t'] })] }
const subject = (unknownTool: 'handled' | 'missing', by: 'switch' | 'mcp' = 'switch') =>
  agent({ calls: ['c'], tools: ['t'], dispatch: dispatch({ by, unknownTool }) })

export const red = facts({ ...rest, agents: [subject('missing')] })

export const green = facts({ ...rest, agents: [subject('handled')] })

// No default branch: the tools are a server's, which answers for names that it does not know.
export const trap = facts({ ...rest, agents: [subject('missing', 'mcp')] })

import { agent, facts, sight, tool } from '../../facts/facts.fixture.ts'

const write = tool({ id: 't', name: 'sendEmail', effect: 'write', runBy: 'framework', result: 'envelope' })
const subject = agent({ kind: 'framework-agent', framework: 'ai-sdk', tools: ['t'] })

export const red = facts({ agents: [subject], tools: [write] })

export const green = facts({ agents: [subject], tools: [{ ...write, gate: sight('needs-approval') }] })

// The framework runs the tool by itself, and nothing is lost by it: it only looks.
export const trap = facts({ agents: [subject], tools: [{ ...write, effect: 'read' }] })

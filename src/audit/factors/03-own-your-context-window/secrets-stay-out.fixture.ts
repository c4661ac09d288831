import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { context } = agent()
const acts = [sight('redact')]

export const red = facts({
  agents: [
    agent({ context: { ...context, acts, secrets: [sight('environment', { what: 'process.env' })] } }),
  ],
})

export const green = facts({ agents: [agent({ context: { ...context, acts } })] })

// No filter: one request, made of its own arguments.
export const trap = facts({
  agents: [agent({ kind: 'single-call', context: { ...context, input: 'one-shot' } })],
})

import { agent, facts, modelCall, sight } from '../../facts/facts.fixture.ts'

const subject = agent({ name: 'triage', calls: ['c'] })

export const red = facts({
  agents: [subject],
  modelCalls: [
    modelCall({ id: 'c', output: 'tools', textUse: [sight('drives', { what: "text.includes('respond')" })] }),
  ],
})

export const green = facts({ agents: [subject], modelCalls: [modelCall({ id: 'c', output: 'tools' })] })

// Free text is read, but only shown to a person: no action hangs on it.
export const trap = facts({
  agents: [subject],
  modelCalls: [modelCall({ id: 'c', output: 'text', textUse: [sight('shown')] })],
})

import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { errors } = agent()
const told = {
  ...errors,
  compact: [sight('cut', { what: 'short(error)' })],
  thresholds: [sight('counter')],
  escalations: [sight('asks')],
}

export const red = facts({ agents: [agent({ errors: told })] })

export const green = facts({
  agents: [
    agent({ errors: { ...told, classifications: [sight('by-status', { what: 'error.status === 429' })] } }),
  ],
})

// Nothing to tell apart: no step of it can fail.
export const trap = facts({ agents: [agent({ kind: 'workflow' })] })

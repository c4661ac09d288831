import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { errors } = agent()
const told = {
  ...errors,
  compact: [sight('cut', { what: 'short(error)' })],
  thresholds: [sight('counter', { what: 'errors > 3' })],
  classifications: [sight('type')],
}

export const red = facts({ agents: [agent({ errors: told })] })

export const green = facts({
  agents: [agent({ errors: { ...told, escalations: [sight('asks', { what: 'requestHumanInput(…)' })] } })],
})

// No person in sight; the caller gets the failure as the run's result.
export const trap = facts({
  agents: [
    agent({ errors: { ...told, ends: [sight('reported', { what: "return { status: 'failed' }" })] } }),
  ],
})

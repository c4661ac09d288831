import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { control, errors } = agent()
const endless = { ...control, bound: { state: 'none', steps: undefined, at: undefined } } as const
const told = {
  ...errors,
  compact: [sight('cut', { what: 'short(error)' })],
  escalations: [sight('asks')],
  classifications: [sight('type')],
}

export const red = facts({ agents: [agent({ control: endless, errors: told })] })

export const green = facts({
  agents: [
    agent({ control: endless, errors: { ...told, thresholds: [sight('counter', { what: 'errors > 3' })] } }),
  ],
})

// No counter of failures; but the run has ten steps at most, failing or not.
export const trap = facts({ agents: [agent({ errors: told })] })

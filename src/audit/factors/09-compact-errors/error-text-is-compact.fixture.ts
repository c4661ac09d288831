import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { errors } = agent()
const base = {
  ...errors,
  thresholds: [sight('counter')],
  escalations: [sight('asks')],
  classifications: [sight('type')],
}

export const red = facts({
  agents: [agent({ errors: { ...base, raw: [sight('stack', { what: 'error.stack' })] } })],
})

export const green = facts({
  agents: [agent({ errors: { ...base, compact: [sight('cut', { what: 'error.message.slice(0, 200)' })] } })],
})

// A stack goes to the log, and a short text to the model.
export const trap = facts({
  agents: [
    agent({
      errors: {
        ...base,
        fedBack: [sight('result', { what: 'content: short(error)' })],
        compact: [sight('cut', { what: 'short(error)' })],
      },
    }),
  ],
})

import { agent, facts, sight, tool } from '../../facts/facts.fixture.ts'

const { errors } = agent()
const told = { ...errors, classifications: [sight('by-status')], ends: [sight('reported')] }
const subject = agent({ tools: ['look'], errors: { ...told, thresholds: [sight('counter')] } })

export const red = facts({
  agents: [subject],
  tools: [tool({ id: 'look', failure: 'throws', throwsAt: [sight('fetch', { what: 'fetch(url)' })] })],
})

export const green = facts({ agents: [subject], tools: [tool({ id: 'look', failure: 'result' })] })

// A tool that would throw, and that no model is offered; the one that is offered cannot fail.
export const trap = facts({
  agents: [agent({ tools: ['unused', 'add'] })],
  tools: [
    tool({ id: 'unused', failure: 'throws', offered: false }),
    tool({ id: 'add', failure: 'cannot-fail', effect: 'none' }),
  ],
})

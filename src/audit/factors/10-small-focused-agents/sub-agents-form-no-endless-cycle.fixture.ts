import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { composition } = agent()
const cycle = sight('handoff', { what: 'triage → billing → triage' })
const pair = (capped: boolean) =>
  agent({ members: ['src/billing.ts#billing'], composition: { ...composition, cycle, capped } })

export const red = facts({ agents: [pair(false)] })

export const green = facts({
  agents: [agent({ members: ['src/billing.ts#billing'], composition: { ...composition, cycle: undefined } })],
})

// A reviewer and a writer go round; two rounds are the most.
export const trap = facts({ agents: [pair(true)] })

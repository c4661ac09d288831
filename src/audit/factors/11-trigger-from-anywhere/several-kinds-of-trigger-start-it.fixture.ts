import { agent, facts, trigger } from '../../facts/facts.fixture.ts'

const checked = { authenticated: true, deduplicated: true }
const slack = trigger({ id: 'slack', kind: 'slack', ...checked })
const again = trigger({ id: 'slack-buttons', kind: 'slack', does: 'resume', ...checked })
const email = trigger({ id: 'email', kind: 'email', ...checked })

// Two entries, but both of one kind.
export const red = facts({ agents: [agent()], triggers: [slack, again] })

export const green = facts({ agents: [agent()], triggers: [slack, email] })

// A library: its users are the triggers.
export const trap = facts({ agents: [agent({ reached: true })] })

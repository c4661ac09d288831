import { agent, facts, sight, trigger } from '../../facts/facts.fixture.ts'

const checked = { authenticated: true, deduplicated: true }
const triggers = [
  trigger({ id: 'slack', kind: 'slack', ...checked }),
  trigger({ id: 'email', kind: 'email', ...checked }),
]

export const red = facts({
  agents: [agent({ replies: [sight('slack', { what: 'slack.chat.postMessage(…)' })] })],
  triggers,
})

export const green = facts({
  agents: [agent({ replies: [sight('port', { what: 'channel.send(answer)' })] })],
  triggers,
})

// It posts to a channel as well, for everybody to see; its answer is the value that it returns.
export const trap = facts({
  agents: [agent({ replies: [sight('returned', { what: 'return report' })] })],
  triggers,
})

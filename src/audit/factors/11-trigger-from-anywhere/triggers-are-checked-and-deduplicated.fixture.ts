import { agent, facts, trigger } from '../../facts/facts.fixture.ts'

const cli = trigger()
const webhook = trigger({ id: 'hook', kind: 'webhook', authenticated: true, deduplicated: true })

export const red = facts({
  agents: [agent()],
  triggers: [cli, { ...webhook, authenticated: false }],
})

export const green = facts({ agents: [agent()], triggers: [cli, webhook] })

// A command line and a clock: whoever can use these is inside already.
export const trap = facts({
  agents: [agent()],
  triggers: [cli, trigger({ id: 'nightly', kind: 'cron', authenticated: false, deduplicated: false })],
})

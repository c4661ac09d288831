import { agent, facts, humanContact, sight, trigger } from '../../facts/facts.fixture.ts'

const triggers = [trigger(), trigger({ id: 'src/jobs.ts:4', kind: 'cron' })]

export const red = facts({
  agents: [agent({ transport: [sight('express', { what: 'response.json(…)' })] })],
  triggers,
})

export const green = facts({ agents: [agent()], triggers })

// The command line asks for the task before the agent begins: that is the adapter's part.
export const trap = facts({
  agents: [agent({ humans: ['h'] })],
  humans: [humanContact({ id: 'h', how: 'readline', initial: true, durable: false })],
  triggers,
})

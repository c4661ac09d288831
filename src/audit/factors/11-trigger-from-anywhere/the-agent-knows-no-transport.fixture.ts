import { agent, facts, humanContact, sight, trigger } from '../../facts/facts.fixture.ts'

const triggers = [trigger(), trigger({ id: 'src/jobs.ts:4', kind: 'cron' })]

export const red = facts({
  agents: [agent({ transport: [sight('express', { what: 'response.json(…)' })] })],
  triggers,
})

export const green = facts({ agents: [agent()], triggers })

// The command line asks at the terminal, before the agent begins and between its runs: that is the adapter's part.
export const trap = facts({
  agents: [agent({ humans: ['task', 'question'] })],
  humans: [
    humanContact({ id: 'task', how: 'readline', initial: true, durable: false }),
    humanContact({ id: 'question', how: 'readline', durable: false, file: 'src/cli.ts' }),
  ],
  triggers,
})

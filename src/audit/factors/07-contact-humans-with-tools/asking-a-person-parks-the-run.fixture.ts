import { agent, facts, humanContact, sight, tool } from '../../facts/facts.fixture.ts'

const deploys = tool({
  id: 'deploy',
  name: 'deploy_backend',
  effect: 'write',
  reversible: 'no',
  gate: sight('needs-approval'),
})
const asks = agent({ tools: ['deploy'], humans: ['h'] })

// The question is structured and has a deadline, but the process that asked it has to stay alive.
export const red = facts({
  agents: [asks],
  tools: [deploys],
  humans: [humanContact({ id: 'h', durable: false, deadline: true })],
})

export const green = facts({
  agents: [asks],
  tools: [deploys],
  humans: [humanContact({ id: 'h', durable: true, deadline: true })],
})

// It reads, decides once and reports: there is nothing to ask about. The question at its start is its task.
export const trap = facts({
  agents: [agent({ kind: 'workflow', tools: ['look'], humans: ['h'] })],
  tools: [tool({ id: 'look' })],
  humans: [humanContact({ id: 'h', how: 'readline', initial: true, durable: false })],
})

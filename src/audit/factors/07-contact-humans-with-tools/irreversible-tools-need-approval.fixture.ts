import { agent, facts, humanContact, sight, tool } from '../../facts/facts.fixture.ts'

const subject = agent({ tools: ['deploy', 'end'], humans: ['h'] })
const asked = [humanContact({ id: 'h', deadline: true })]
const deploy = tool({ id: 'deploy', name: 'deploy_backend', effect: 'write', reversible: 'no' })
const end = tool({ id: 'end', name: 'done_for_now', effect: 'end' })

export const red = facts({ agents: [subject], tools: [deploy, end], humans: asked })

export const green = facts({
  agents: [subject],
  tools: [{ ...deploy, gate: sight('needs-approval') }, end],
  humans: asked,
})

// A tool that writes, without a gate: a note of its own, that it can take back.
export const trap = facts({
  agents: [agent({ tools: ['note', 'look'] })],
  tools: [
    tool({ id: 'note', name: 'save_note', effect: 'write', reversible: 'yes' }),
    tool({ id: 'look', name: 'delete_me_is_only_a_name', effect: 'read' }),
  ],
})

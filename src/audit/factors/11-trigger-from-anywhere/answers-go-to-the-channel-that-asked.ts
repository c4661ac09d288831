import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { triggersOf } from '../parts.ts'

export const answersGoToTheChannelThatAsked: Requirement = {
  id: 'F11-R3',
  factor: 11,
  slug: 'answers-go-to-the-channel-that-asked',
  title: 'Answers go to the channel that asked',
  level: 'MUST',
  origin: 'essay',
  inSource: 'refutes',
  tiers: ['probe', 'logs'],
  why: 'The essay: let agents respond via the same channels. Who asks by e-mail does not read the answer in a Slack channel.',
  fix: {
    default: 'Store with the run where it came from, and send answers through a port that is chosen by it.',
    twelvefold: 'Answer through the channel of the trigger: it is in the thread as `source`.',
  },
  example: {
    red: "await slack.chat.postMessage({ channel: '#support', text: reply })",
    green: 'await channels[thread.source.trigger].reply(thread.source, reply)',
  },
  effort: 30,
  judge,
}

const open = new Set(['returned', 'port'])

function judge(agent: Agent, facts: Facts): Judgement {
  const triggers = triggersOf(agent, facts)
  if (triggers.length === 0) return notApplicable(`Nothing starts ${agent.name} from outside.`)
  const kinds = new Set<string>(triggers.map(({ kind }) => kind))
  const fixed = agent.replies.filter((reply) => !open.has(reply.kind))
  const deaf = [...kinds].filter((kind) => fixed.some((reply) => reply.kind !== kind))
  if (fixed.length > 0 && deaf.length > 0 && !agent.replies.some((reply) => open.has(reply.kind)))
    return fail(
      `${agent.name} always answers by ${names(fixed.map((reply) => reply.kind))}, also when it was started by ${names(deaf)}.`,
      fixed.map((reply) => evidence(reply, 'fixed-channel')),
    )
  if (kinds.size < 2 || agent.replies.length === 0 || fixed.length > 0)
    return unknown(`Where the answers of ${agent.name} arrive is raised by probe.`)
  return pass(
    `${agent.name} hands its answer to whoever started it.`,
    agent.replies.map((reply) => evidence(reply, 'open-reply')),
  )
}

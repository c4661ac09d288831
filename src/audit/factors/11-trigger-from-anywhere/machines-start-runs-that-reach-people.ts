import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass } from '../judgement.ts'
import { triggersOf } from '../parts.ts'
import { contactsOf, isParked, isQuestion } from '../people.ts'

export const machinesStartRunsThatReachPeople: Requirement = {
  id: 'F11-R5',
  factor: 11,
  slug: 'machines-start-runs-that-reach-people',
  title: 'Machines start runs that reach people',
  level: 'SHOULD',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay calls them outer-loop agents: an event or a schedule starts them, they work alone for a while, and ask a person when they come to what matters.',
  fix: {
    default:
      'Add an entry on an event, a queue or a schedule, and let the questions of the run go to a channel, not to its caller.',
    twelvefold: 'Register a cron or webhook trigger, and name the channel in the policy of the question.',
  },
  example: {
    red: "app.post('/ask', (request) => answer(request.body.text))",
    green: "cron.schedule('0 7 * * *', () => launch({ text: 'check the deploys', askAt: 'slack:#ops' }))",
  },
  effort: 45,
  judge,
}

const machines = new Set(['cron', 'event', 'queue', 'webhook', 'email'])

function judge(agent: Agent, facts: Facts): Judgement {
  const questions = contactsOf(agent, facts).filter(isQuestion)
  if (questions.length === 0) return notApplicable(`${agent.name} asks nobody.`)
  const triggers = triggersOf(agent, facts)
  if (triggers.length === 0 && agent.reached)
    return notApplicable(`${agent.name} is exported: whoever imports it starts it.`)
  const starts = triggers.filter(({ kind }) => machines.has(kind))
  const parked = questions.filter(isParked)
  if (starts.length > 0 && parked.length > 0)
    return pass(`${agent.name} is started without a person, and asks one when it has to.`, [
      ...starts.map((trigger) => evidence(trigger, 'machine-trigger', trigger.kind)),
      ...parked.map((contact) => evidence(contact, 'parked-request', `asks by ${contact.how}`)),
    ])
  return fail(
    starts.length === 0
      ? `${agent.name} asks people, but only a person can start it.`
      : `${agent.name} is started without a person, but cannot wait for one.`,
    questions.map((contact) => evidence(contact, 'inner-loop', 'asks whoever started it')),
  )
}

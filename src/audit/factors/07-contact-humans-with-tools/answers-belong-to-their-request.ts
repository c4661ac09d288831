import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { HumanContact } from '../../facts/human-contact.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass, unknown } from '../judgement.ts'
import { contactsOf, isQuestion } from '../people.ts'

export const answersBelongToTheirRequest: Requirement = {
  id: 'F07-R3',
  factor: 7,
  slug: 'answers-belong-to-their-request',
  title: 'Answers belong to their request',
  level: 'MUST',
  origin: 'derived',
  inSource: 'refutes',
  tiers: ['probe', 'logs'],
  why: 'The essay appends the answer to the thread that asked. An approval that is not tied to one call, its arguments and a person can approve something else.',
  fix: {
    default:
      'Give each request an id, send it along, and take an answer only with that id: for this call, these arguments, this person. An edit is a new request.',
    langchain: 'Resume by `thread_id` and the id of the interrupt.',
    'openai-agents': 'Approve the interruption itself: `state.approve(interruption)`.',
    twelvefold:
      'Use `approvals` or `requestHumanInput`: answers are bound to call, hash of the input and person.',
  },
  example: {
    red: "if (text === 'approve') await run(lastCall)",
    green:
      'const request = thread.requests.find(({ id }) => id === answer.requestId)\nif (request?.inputHash === hash(call.input)) append(approved(request, answer.person))',
  },
  effort: 30,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const questions = contactsOf(agent, facts).filter(isQuestion)
  if (questions.length === 0)
    return notApplicable(`${agent.name} puts no question that an answer belongs to.`)
  const loose = questions.filter((contact) => contact.awaited && contact.durable && contact.joined === false)
  if (loose.length > 0)
    return fail(
      `An answer reaches ${agent.name} without the id of its request: it can answer another one.`,
      loose.map((contact) => evidence(contact, 'loose-answer', 'no id joins answer and request')),
    )
  const bound = questions.filter(isBound)
  if (bound.length < questions.length)
    return unknown(`How answers find the request of ${agent.name} is raised by probe.`)
  return pass(
    `Every answer comes back to the request that ${agent.name} made.`,
    bound.map((contact) => evidence(contact, 'bound-answer', contact.joined ? 'joined by id' : 'returned')),
  )
}

/** A wait inside the process gets its answer as the value of its own call. */
const isBound = (contact: HumanContact): boolean =>
  contact.awaited && (!contact.durable || contact.joined === true)

import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass } from '../judgement.ts'
import { contactsOf, conversationOf, isQuestion, outlivesTheProcess } from '../people.ts'

export const silenceHasAPolicy: Requirement = {
  id: 'F07-R5',
  factor: 7,
  slug: 'silence-has-a-policy',
  title: 'Silence has a policy',
  level: 'SHOULD',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay wants agents that work for hours and reach several people. People are on holiday: a question without a deadline is a run that never ends.',
  fix: {
    default:
      'Give each question a deadline, and say what happens then: remind, ask somebody else, decide, give up.',
    langchain: 'Sweep interrupted threads by age, and resume them with the outcome of your policy.',
    agentkit: 'Set `timeout` on `step.waitForEvent` and handle its null.',
    twelvefold:
      "Set `deadline` and `escalateTo` in the policy: `{ deadline: '2h', escalateTo: ['oncall'] }`.",
  },
  example: {
    red: "await ask({ question, to: 'ops' })",
    green: "await ask({ question, to: 'ops', deadline: '2h', escalateTo: ['oncall'], onSilence: 'reject' })",
  },
  effort: 30,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const questions = contactsOf(agent, facts).filter(isQuestion)
  const open = questions.filter((contact) => !contact.deadline)
  if (open.length > 0)
    return fail(
      `Nothing happens when nobody answers ${agent.name}: no deadline, no reminder, nobody else is asked.`,
      open.map((contact) => evidence(contact, 'no-deadline', `asks by ${contact.how}, for ever`)),
    )
  if (questions.length > 0)
    return pass(
      `Questions of ${agent.name} expire or go to somebody else.`,
      questions.map((contact) => evidence(contact, 'deadline', 'has a deadline')),
    )
  const conversation = conversationOf(agent, facts)
  if (!conversation) return notApplicable(`${agent.name} waits for nobody.`)
  if (outlivesTheProcess(agent, facts))
    return pass(`A person who stays silent keeps nothing of ${agent.name} waiting: its turn is over.`, [
      evidence(conversation, 'kept-conversation', 'the next turn goes on from here'),
    ])
  return fail(`While a person is silent, the process of ${agent.name} holds the conversation.`, [
    evidence(conversation, 'held-conversation', 'kept in the process alone'),
  ])
}

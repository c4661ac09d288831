import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { HumanContact } from '../../facts/human-contact.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { executedText, hasSteps, toolsOf } from '../parts.ts'
import { contactsOf, conversationOf, isParked, isQuestion } from '../people.ts'

export const askingAPersonParksTheRun: Requirement = {
  id: 'F07-R1',
  factor: 7,
  slug: 'asking-a-person-parks-the-run',
  title: 'Asking a person parks the run',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: let the model ask by a structured intent, `request_human_input`, instead of betting everything on whether its first token is prose or a call. The run breaks off, and a webhook brings the answer back hours later.',
  fix: {
    default:
      'Offer the model a tool with a schema (question, context, options). Its handler stores the run, tells the person, and ends; the answer arrives as an event and starts the run again.',
    'ai-sdk':
      'Offer a tool without `execute` (or with `needsApproval`), store the messages, and go on when the answer has been added as its result.',
    langchain:
      'Ask with `interrupt()` in a node, compile with a durable checkpointer, and go on with `new Command({ resume })`.',
    'openai-agents':
      'Set `needsApproval` on a tool, store `result.state.toString()` when there are `interruptions`, and go on from it.',
    mastra: 'Ask with `suspend()` in a step, configure a durable storage, and go on with `resume()`.',
    'cloudflare-agents':
      'Offer a tool without `execute`: the object keeps the question until the answer comes.',
    baml: 'Add a class with `intent "request_more_information"` to the union; on it save the thread and return.',
    twelvefold: 'Add `requestHumanInput` to the tools of the agent.',
  },
  example: {
    red: 'const answer = await readline.question(reply.text)',
    green:
      "case 'request_human_input':\n  await store.append(thread.id, [{ type: 'human_asked', data: step }])\n  await notify(step.question, thread.id)\n  return   // the answer is an event of its own",
  },
  effort: 60,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const contacts = contactsOf(agent, facts)
  const parked = contacts.filter(isParked)
  if (parked.length > 0)
    return pass(
      `${agent.name} asks people by structured requests, and its run is stored while it waits.`,
      parked.map((contact) => evidence(contact, 'parked-request', `asks by ${contact.how}`)),
    )
  const questions = contacts.filter(isQuestion)
  if (questions.length > 0)
    return fail(
      `${agent.name} asks a person, but ${reason(questions)}.`,
      questions.map((contact) => evidence(contact, ...defect(contact))),
    )
  const conversation = conversationOf(agent, facts)
  if (conversation)
    return unknown(
      `${agent.name} reaches people only by the plain turns of a conversation: whether an answer is a question or the end, no code tells. Raised by probe.`,
      [evidence(conversation, 'conversation', 'turns of a conversation')],
    )
  return withoutContact(agent, facts)
}

/** Nobody is asked anywhere: whether that is a defect depends on what the run can do without a person. */
function withoutContact(agent: Agent, facts: Facts): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: nobody has to be asked.`)
  const executed = executedText(agent, facts)
  if (executed.length > 0)
    return fail(
      `${agent.name} runs what the model writes (${names(executed.map((use) => use.what))}) and cannot ask anyone.`,
      [evidence(agent, 'no-human', `${agent.name} asks nobody`)],
    )
  const tools = toolsOf(agent, facts).filter((tool) => tool.offered)
  const acting = tools.filter((tool) => tool.effect === 'write' || tool.inputSchema === 'dynamic')
  if (acting.length > 0)
    return fail(`${agent.name} can act (${names(acting.map((tool) => tool.name))}) and cannot ask anyone.`, [
      evidence(agent, 'no-human', `${agent.name} asks nobody`),
    ])
  const parent = facts.agents.find((other) => other.members.includes(agent.id))
  if (parent) return notApplicable(`${agent.name} works for ${parent.name}: asking is not its part.`)
  const untraced = tools.filter((tool) => tool.effect === 'unknown')
  if (untraced.length > 0)
    return unknown(
      `${agent.name} asks nobody, and what ${names(untraced.map((tool) => tool.name))} can do could not be read.`,
      untraced.map((tool) => evidence(tool, 'unread-tool', tool.name)),
    )
  const talks = ['appended', 'selected', 'framework'].includes(agent.context.input) && tools.length > 0
  if (!agent.conversational || !talks || agent.kind === 'workflow')
    return notApplicable(`${agent.name} changes nothing outside and holds no dialogue.`)
  return fail(`${agent.name} works on messages of a person, and has no way to ask back.`, [
    evidence(agent, 'no-human', `${agent.name} asks nobody`),
  ])
}

function reason(questions: readonly HumanContact[]): string {
  if (questions.every((contact) => !contact.awaited)) return 'the run does not wait for the answer'
  if (questions.every((contact) => contact.how === 'readline'))
    return 'at the terminal: the process stands still until somebody types'
  return 'the run is lost when the process that waits ends'
}

function defect(contact: HumanContact): readonly [kind: string, what: string] {
  if (!contact.awaited) return ['not-awaited', 'goes on without the answer']
  return ['blocks', contact.how === 'readline' ? 'waits at the terminal' : 'waits inside the process']
}

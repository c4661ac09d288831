import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass } from '../judgement.ts'

export const oneFunctionMakesTheInput: Requirement = {
  id: 'F03-R1',
  factor: 3,
  slug: 'one-function-makes-the-input',
  title: 'One function makes the input',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: everything is context engineering. A list that only grows, or that a framework keeps, is an input that nobody wrote.',
  fix: {
    default:
      'Write one function from the state of the run to the messages of the next request, and call it before each of them.',
    openai:
      'Build `messages` from the events in one function; do not send `previous_response_id` or a thread of the provider.',
    'ai-sdk': 'Return the messages from `prepareStep`, or build them with your own function for each call.',
    langchain: 'Build the messages in your own node or in `preModelHook`.',
    'openai-agents': 'Set `callModelInputFilter`, or build `input` yourself.',
    mastra: 'Add an input processor that selects what goes in.',
    twelvefold: 'Give the agent `context: contextWindow({ budget })`.',
  },
  example: {
    red: 'messages.push(reply)\nawait client.chat.completions.create({ model, messages, tools })',
    green:
      'const messages = threadToMessages(thread)\nawait client.chat.completions.create({ model, messages, tools })',
  },
  effort: 45,
  judge,
}

const unowned: Readonly<Record<string, string>> = {
  appended: 'is a list that only grows',
  resent: 'is whatever the client sends again',
  framework: 'is the history that the framework keeps',
  hosted: 'is kept by the provider, out of sight',
}

function judge(agent: Agent): Judgement {
  const { input, at, acts } = agent.context
  if (input === 'one-shot') return notApplicable(`${agent.name} carries nothing from one call to the next.`)
  const own = acts.filter((act) => act.kind !== 'framework-limit')
  const why = unowned[input]
  if (why === undefined || (own.length > 0 && input !== 'hosted'))
    return pass(`Code of this repository chooses what ${agent.name} reads.`, [
      evidence(at, 'owned-input'),
      ...own.map((act) => evidence(act)),
    ])
  return fail(`What ${agent.name} reads ${why}: no code of this repository chooses it.`, [
    evidence(at, `${input}-input`),
  ])
}

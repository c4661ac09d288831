import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass } from '../judgement.ts'
import { promptsOf } from '../parts.ts'

export const requestsRecordTheirPrompt: Requirement = {
  id: 'F02-R3',
  factor: 2,
  slug: 'requests-record-their-prompt',
  title: 'Requests record their prompt',
  level: 'SHOULD',
  origin: 'derived',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay asks for tests and evals of prompts. A result can be told apart from the last one only if each request says which text, by name and hash, it was made with.',
  fix: {
    default:
      'Give each prompt an id and a version or a hash of its text, and write both to the log of each request (the commit of the deployment will do).',
    twelvefold: 'Name the prompt in `defineAgent`: each model call records its name and hash.',
  },
  example: {
    red: "log.info('asking the model', { model })",
    green: "log.info('asking the model', { model, prompt: prompt.name, hash: prompt.hash })",
  },
  effort: 20,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const prompts = promptsOf(agent, facts)
  if (prompts.length === 0) return notApplicable(`${agent.name} has no prompt to record.`)
  const lost = prompts.filter((prompt) => !prompt.recorded)
  if (lost.length > 0)
    return fail(
      `No request of ${agent.name} says which version of its prompt it was made with.`,
      lost.map((prompt) => evidence(prompt, 'unrecorded-prompt', prompt.excerpt)),
    )
  return pass(
    `Requests of ${agent.name} record the prompt that they were made with.`,
    prompts.map((prompt) => evidence(prompt, 'recorded-prompt', prompt.excerpt)),
  )
}

import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass } from '../judgement.ts'
import { promptsOf } from '../parts.ts'

export const promptsAreTested: Requirement = {
  id: 'F02-R4',
  factor: 2,
  slug: 'prompts-are-tested',
  title: 'Prompts are tested',
  level: 'SHOULD',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe'],
  why: 'The essay: build tests and evals for your prompts just like you would for any other code.',
  fix: {
    default:
      'Write a test or an eval that renders the prompt, or runs the agent around it, on a few recorded inputs.',
    baml: 'Add a `test` block for the function, next to it in the .baml file.',
  },
  example: {
    red: '// prompts/support/system.md, and no test that loads it',
    green:
      "test('the support prompt names the refund rules', () =>\n  expect(renderPrompt('support/system', { shop: 'Acme' })).toContain('refund'))",
  },
  effort: 30,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const prompts = promptsOf(agent, facts)
  if (prompts.length === 0) return notApplicable(`${agent.name} has no prompt to test.`)
  const untested = prompts.filter((prompt) => !prompt.tested)
  if (untested.length > 0)
    return fail(
      `No test and no eval reaches the prompt${untested.length === 1 ? '' : 's'} in ${names(untested.map((prompt) => prompt.file))}.`,
      untested.map((prompt) => evidence(prompt, 'untested-prompt', prompt.excerpt)),
    )
  return pass(
    `Tests or evals reach every prompt of ${agent.name}.`,
    prompts.map((prompt) => evidence(prompt, 'tested-prompt', prompt.excerpt)),
  )
}

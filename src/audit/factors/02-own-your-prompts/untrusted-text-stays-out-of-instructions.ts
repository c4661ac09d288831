import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Prompt } from '../../facts/prompt.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { promptsOf } from '../parts.ts'

export const untrustedTextStaysOutOfInstructions: Requirement = {
  id: 'F02-R5',
  factor: 2,
  slug: 'untrusted-text-stays-out-of-instructions',
  title: 'Untrusted text stays out of instructions',
  level: 'MUST',
  origin: 'derived',
  inSource: 'refutes',
  tiers: ['probe'],
  why: 'Owning every token means knowing who wrote it. Text of a user, a page or a tool that stands in the instruction role is obeyed like your own.',
  fix: {
    default:
      'Put the text into a user message, in a delimited block with its markup escaped, and keep the instructions constant.',
    'ai-sdk': 'Keep `system` (`instructions`) constant; pass the text in `messages` or `prompt`.',
    'openai-agents': 'Keep `instructions` constant; pass the text as input of `run`.',
    baml: 'Put the text after `{{ _.role("user") }}`.',
    twelvefold: 'Put it into an event: the context window escapes and delimits it.',
  },
  example: {
    red: 'system: `${instructions}\\nThe customer says: ${message}`,',
    green:
      "system: instructions,\nmessages: [{ role: 'user', content: `<message>${escape(message)}</message>` }],",
  },
  effort: 20,
  judge,
}

/** Only the instruction role is refuted here: whether a block in a user message can be left is raised by probe. */
function judge(agent: Agent, facts: Facts): Judgement {
  const prompts = promptsOf(agent, facts)
  if (prompts.length === 0) return notApplicable(`${agent.name} is given no instructions.`)
  const mixed = prompts
    .filter((prompt) => prompt.role === 'system')
    .flatMap((prompt) => prompt.insertions.filter((insertion) => insertion.trust === 'untrusted'))
  if (mixed.length > 0)
    return fail(
      `${names(mixed.map((insertion) => insertion.what))} come${mixed.length === 1 ? 's' : ''} from outside and stand${mixed.length === 1 ? 's' : ''} in the instructions of ${agent.name}.`,
      mixed.map((insertion) => evidence(insertion, 'untrusted-insertion')),
    )
  const escaped = prompts.filter(isEscaped)
  if (escaped.length === 0 || !prompts.every((prompt) => isEscaped(prompt) || isConstant(prompt)))
    return unknown(
      `Nothing from outside was seen in the instructions of ${agent.name}; whether text can break out of its place is raised by probe.`,
    )
  return pass(
    `All text from outside stands escaped in the messages of ${agent.name}, outside of its instructions.`,
    escaped.map((prompt) => evidence(prompt, 'escaped-insertion', prompt.excerpt)),
  )
}

const isConstant = (prompt: Prompt): boolean =>
  prompt.insertions.every((insertion) => insertion.trust === 'trusted')

const isEscaped = (prompt: Prompt): boolean =>
  prompt.insertions.some((insertion) => insertion.trust === 'untrusted') &&
  prompt.insertions.every((insertion) => insertion.trust === 'trusted' || insertion.escaped)

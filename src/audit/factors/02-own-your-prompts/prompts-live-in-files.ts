import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { count, evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { promptsOf } from '../parts.ts'

export const promptsLiveInFiles: Requirement = {
  id: 'F02-R2',
  factor: 2,
  slug: 'prompts-live-in-files',
  title: 'Prompts live in files',
  level: 'MUST',
  origin: 'project',
  inSource: 'decides',
  tiers: [],
  why: 'The essay: treat prompts as first-class code. A text of its own can be reviewed, versioned, tested and changed by people who do not write the agent.',
  fix: {
    default:
      'Move the text to prompts/<agent>/<name>.md, or to a module that holds prompts only, and load it by name.',
    baml: 'Move the text into the `prompt` of a .baml function.',
    twelvefold: 'Move the text to prompts/<agent>/<name>.md and name it: `prompt: "<agent>/<name>"`.',
    mastra: 'Keep `instructions` in a prompt file; pass its text, or a function that renders it.',
  },
  example: {
    red: "instructions: 'You check requests for a sales team. You get a name and a company …',",
    green: "instructions: loadPrompt('research-agent/system'),   // prompts/research-agent/system.md",
  },
  effort: 10,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const prompts = promptsOf(agent, facts).filter((prompt) => prompt.origin !== 'parameter')
  if (prompts.length === 0) return notApplicable(`${agent.name} holds no prompt of its own.`)
  const inline = prompts.filter((prompt) => prompt.origin === 'inline')
  if (inline.length > 0)
    return fail(
      inline.length === 1
        ? `The prompt of ${agent.name} is in the code: it cannot be reviewed, versioned or tested by itself.`
        : `${count(inline.length, 'prompt')} of ${agent.name} are in the code: they cannot be reviewed, versioned or tested by themselves.`,
      inline.map((prompt) => evidence(prompt, 'inline-prompt', prompt.excerpt)),
    )
  const untraced = prompts.filter((prompt) => prompt.origin === 'unknown')
  if (untraced.length > 0)
    return unknown(
      `Where ${agent.name} gets its prompt from could not be traced beyond ${names(untraced.map((prompt) => prompt.source))}.`,
      untraced.map((prompt) => evidence(prompt, 'untraced-prompt', prompt.source)),
    )
  return pass(
    `${agent.name} takes ${prompts.length === 1 ? 'its prompt' : 'its prompts'} from ${names(prompts.map((prompt) => prompt.source))}.`,
    prompts.map((prompt) => evidence(prompt, `prompt-from-${prompt.origin}`, prompt.source)),
  )
}

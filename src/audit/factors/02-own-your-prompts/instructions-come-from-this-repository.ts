import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Prompt } from '../../facts/prompt.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { promptsOf } from '../parts.ts'

export const instructionsComeFromThisRepository: Requirement = {
  id: 'F02-R1',
  factor: 2,
  slug: 'instructions-come-from-this-repository',
  title: 'Instructions come from this repository',
  level: 'MUST',
  origin: 'essay',
  inSource: 'refutes',
  tiers: ['probe', 'logs'],
  why: 'The essay: a black box that writes the prompt gets you started, but you cannot tune the tokens that go in. What a framework or a hub adds is code that you did not review.',
  fix: {
    default:
      'Write the text yourself, in a prompt file, and hand it to the framework in the place of its own.',
    langchain:
      'Copy the text of `hub.pull` into prompts/ (or pin it by commit hash), and give createReactAgent or AgentExecutor your own prompt.',
    'openai-agents': 'Set your own `errorFunction` on tools, so that its text is yours.',
    anthropic: 'Give compaction your own summary prompt.',
    mastra: 'Give memory and its processors your own template.',
  },
  example: {
    red: "const prompt = await pull('someone/react-agent')",
    green: "const prompt = loadPrompt('support/system')   // prompts/support/system.md",
  },
  effort: 15,
  judge,
}

/** Three lines can be taken in at a glance; what a longer literal becomes on its way out, only the wire shows. */
const atAGlance = 3

function judge(agent: Agent, facts: Facts): Judgement {
  const prompts = promptsOf(agent, facts)
  const remote = prompts.filter((prompt) => prompt.origin === 'remote')
  const foreign = agent.frameworkText.filter((text) => text.kind !== 'error-text')
  if (remote.length + foreign.length > 0)
    return fail(
      `${agent.name} is instructed by text that this repository does not hold: ${names([
        ...remote.map((prompt) => prompt.source),
        ...foreign.map((text) => text.what),
      ])}.`,
      [
        ...remote.map((prompt) => evidence(prompt, 'remote-prompt', prompt.source)),
        ...foreign.map((text) => evidence(text, 'framework-prompt')),
      ],
    )
  if (prompts.length === 0) return notApplicable(`${agent.name} is given no instructions.`)
  if (agent.frameworkText.length > 0)
    return unknown(
      `The framework words the errors that ${agent.name} reads (${names(
        agent.frameworkText.map((text) => text.what),
      )}): what it sends is raised by probe.`,
      agent.frameworkText.map((text) => evidence(text, 'error-text')),
    )
  const outside = prompts.filter((prompt) => ['file', 'module', 'baml'].includes(prompt.origin))
  const owned = outside.length > 0 ? outside : prompts.every(isShort) ? prompts : []
  if (owned.length === 0 || prompts.some((prompt) => prompt.origin === 'unknown'))
    return unknown(`Which instructions ${agent.name} sends in the end is raised by probe.`)
  return pass(
    `The instructions of ${agent.name} can be read in ${names(owned.map((prompt) => prompt.source || prompt.file))}, and nothing was found that adds to them.`,
    owned.map((prompt) => evidence(prompt, 'owned-prompt', prompt.excerpt)),
  )
}

const isShort = (prompt: Prompt): boolean =>
  prompt.origin === 'inline' && prompt.endLine - prompt.line < atAGlance

import { compilePrompt } from '../../runtime/prompts/compile-prompt.ts'
import type { Prompt } from '../../runtime/prompts/prompt.ts'
import { variablesOf } from '../../runtime/prompts/variables-of.ts'
import type { AgentFolder, LoadedAgent } from '../load-agents.ts'
import type { ReadPrompts } from './read-prompts.ts'
import type { NamedPrompt } from './scan-names.ts'

export interface PromptFinding {
  readonly code: string
  /** A prompt's name, or a place in code. */
  readonly where: string
  readonly message: string
  readonly hint?: string
}

/** In these the engine itself speaks, whatever an agent says. */
const OWN = ['twelvefold/malformed-reply', 'twelvefold/failed-call']

/** What does not hold between prompts and code; nothing where all is well. */
export function checkPrompts(
  { sound, broken }: ReadPrompts,
  named: readonly NamedPrompt[],
  { loaded, broken: brokenAgents }: AgentFolder,
): readonly PromptFinding[] {
  const there = new Set([...sound, ...broken].map(({ name }) => name))
  const claims = [...claimsOf(loaded), ...named.filter(({ isClaim }) => isClaim)]
  const missing = loaded.length > 0 ? OWN.filter((name) => !there.has(name)) : []
  return [
    ...broken.map(({ name, error: { code, message, hint } }) => {
      return { code, where: name, message, ...(hint === undefined ? {} : { hint }) }
    }),
    ...brokenAgents.map(({ file, error }) => ({ code: error.code, where: file, message: error.message })),
    ...sound.flatMap(unusedVariables),
    ...unusedPrompts(sound, new Set([...claims, ...named].map(({ name }) => name))),
    ...withoutRepeats(claims)
      .filter(({ name }) => !there.has(name))
      .map(({ name, where }) => ({
        code: 'no_such_prompt',
        where,
        message: `there is no prompt ${name}`,
        hint: `create prompts/${name}.md, or mend the name`,
      })),
    ...missing.map((name) => ({
      code: 'no_such_prompt',
      where: name,
      message: 'the engine speaks in this prompt, and it is not there',
      hint: 'copy prompts/twelvefold of the package into your prompts folder: these texts are yours',
    })),
    ...loaded.flatMap((one) => agentFindings(one, sound)),
  ]
}

function unusedVariables(prompt: Prompt): readonly PromptFinding[] {
  const { uses } = compilePrompt(prompt)
  return Object.keys(prompt.variables)
    .filter((name) => !uses.has(name))
    .map((name) => ({
      code: 'unused_variable',
      where: prompt.name,
      message: `the variable ${name} is declared, and never used`,
      hint: 'take it out, or use it',
    }))
}

/** Those of `twelvefold/` are used by the engine and by built-in tools; an include is used by what includes it. */
function unusedPrompts(sound: readonly Prompt[], names: ReadonlySet<string>): readonly PromptFinding[] {
  const used = new Set(names)
  for (const prompt of sound) for (const name of Object.keys(prompt.includes)) used.add(name)
  return sound
    .filter(({ name }) => !used.has(name) && !name.startsWith('twelvefold/'))
    .map(({ name }) => ({
      code: 'unused_prompt',
      where: name,
      message: 'no code names it, and no prompt includes it',
      hint: 'delete the file, or name it where it belongs',
    }))
}

function claimsOf(loaded: readonly LoadedAgent[]): NamedPrompt[] {
  return loaded.flatMap(({ agent }) => {
    const where = `agent ${agent.name}`
    const descriptions = agent.tools.flatMap(({ name, description }) => {
      return typeof description === 'string'
        ? []
        : [{ name: description.prompt, where: `${where}, tool ${name}`, isClaim: true }]
    })
    return [{ name: agent.prompt, where, isClaim: true }, ...descriptions]
  })
}

function agentFindings({ agent }: LoadedAgent, sound: readonly Prompt[]): readonly PromptFinding[] {
  const where = `agent ${agent.name}`
  const inCode = agent.tools
    .filter(({ description }) => typeof description === 'string')
    .map(({ name }) => ({
      code: 'text_in_code',
      where: `${where}, tool ${name}`,
      message: 'what the model is told of it stands in code and names no prompt',
      hint: 'move the text to a prompt file, and write description: { prompt: "…" }',
    }))
  const prompt = sound.find(({ name }) => name === agent.prompt)
  if (!prompt) return inCode
  const declared = variablesOf(prompt)
  const unknown = Object.keys(agent.variables).filter((name) => !Object.hasOwn(declared, name))
  const missing = Object.entries(declared).filter(
    ([name, { trusted, required }]) => trusted && required && !Object.hasOwn(agent.variables, name),
  )
  return [
    ...inCode,
    ...unknown.map((name) => ({
      code: 'unknown_variable',
      where,
      message: `prompt ${prompt.name} has no variable ${name}`,
    })),
    ...missing.map(([name]) => ({
      code: 'missing_variable',
      where,
      message: `prompt ${prompt.name} needs the trusted variable ${name}, which only the agent's variables can give`,
    })),
  ]
}

/** The scan finds in a file what the loaded agent says too: the place in the file tells more. */
function withoutRepeats(claims: readonly NamedPrompt[]): readonly NamedPrompt[] {
  const places = new Map(claims.map((claim) => [claim.name, claim]))
  return [...places.values()]
}

import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { estimateTokens } from '../../runtime/context/estimate-tokens.ts'
import { promptFolder } from '../../runtime/prompts/prompt-folder.ts'
import { renderPrompt, wholeText } from '../../runtime/prompts/render-prompt.ts'
import type { JsonObject } from '../../runtime/thread/json.ts'
import { PromptNotFound, UsageError } from '../../runtime/twelvefold-error.ts'
import { textOption, type Invocation, type RunCommand } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { loadAgents } from '../load-agents.ts'
import { createModuleLoader } from '../load-module.ts'
import { withStore } from '../with-store.ts'
import { cacheFolder } from '../workplace.ts'

/** The text alone goes to standard output, so that it can be piped; what is said about it, to standard error. */
export const run: RunCommand = async (invocation) => {
  const { operands, io, globals } = invocation
  const [name] = operands
  const sent = textOption(invocation, 'sent')
  if ((name === undefined) === (sent === undefined)) {
    throw new UsageError('name a prompt, or a text that was sent by its hash', {
      hint: 'npx twelvefold prompts list; hashes stand in npx twelvefold threads export ID',
    })
  }
  const { hash, text, more } =
    sent === undefined ? await render(invocation, name!) : await stored(invocation, sent)
  if (globals.json) {
    io.out(`${JSON.stringify({ hash, tokens: estimateTokens(text), text, ...more })}\n`)
  } else {
    io.err(
      `${name === undefined ? 'sent' : `prompts/${name}.md`} · sha256 ${hash} · about ${estimateTokens(text)} tokens\n`,
    )
    io.out(`${text}\n`)
  }
  return exitCode.done
}

interface Shown {
  readonly hash: string
  readonly text: string
  readonly more: JsonObject
}

async function render(invocation: Invocation, name: string): Promise<Shown> {
  const { globals } = invocation
  const prompt = await promptFolder(globals.prompts).get(name)
  const values = { ...(await variablesOfAgent(invocation, name)), ...valuesGiven(invocation) }
  const rendered = renderPrompt(prompt, {}, { trusted: values })
  const { text: instructions, data = null } = rendered
  return { hash: prompt.hash, text: wholeText(rendered), more: { name, instructions, data } }
}

/** What the agent sends that has this prompt, where there is one that can be loaded: `--with` comes over it. */
async function variablesOfAgent({ globals, io }: Invocation, name: string): Promise<JsonObject> {
  if (!existsSync(globals.agents)) return {}
  const { loaded } = await loadAgents(globals.agents, await createModuleLoader(cacheFolder(globals, io.cwd)))
  const [agent, other] = loaded.map((one) => one.agent).filter(({ prompt }) => prompt === name)
  return agent && !other ? agent.variables : {}
}

/** @throws UsageError */
function valuesGiven(invocation: Invocation): JsonObject {
  const path = textOption(invocation, 'with')
  if (path === undefined) return {}
  let values: unknown
  try {
    values = JSON.parse(readFileSync(resolve(invocation.io.cwd, path), 'utf8'))
  } catch (cause) {
    throw new UsageError(`--with ${path} cannot be read: ${(cause as Error).message}`, { cause })
  }
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) return values as JsonObject
  throw new UsageError(`--with ${path} holds no JSON object`, { hint: 'such as { "name": "value" }' })
}

async function stored(invocation: Invocation, hash: string): Promise<Shown> {
  const text = await withStore(invocation, (store) => store.text(hash))
  if (text !== undefined) return { hash, text, more: {} }
  throw new PromptNotFound(`the store keeps no text of the hash ${hash.slice(0, 80)}`, {
    hint: 'give the whole of "hash" or "sentHash", as npx twelvefold threads export ID prints them',
  })
}

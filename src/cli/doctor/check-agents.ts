import { existsSync } from 'node:fs'
import { requireOwnPrompts } from '../../runtime/engine/tell.ts'
import { promptFolder } from '../../runtime/prompts/prompt-folder.ts'
import type { Variable } from '../../runtime/prompts/prompt.ts'
import { renderPrompt } from '../../runtime/prompts/render-prompt.ts'
import { variablesOf } from '../../runtime/prompts/variables-of.ts'
import { chooseModel } from '../choose-model.ts'
import type { Invocation } from '../command.ts'
import { loadAgents, type LoadedAgent } from '../load-agents.ts'
import { createModuleLoader } from '../load-module.ts'
import { cacheFolder } from '../workplace.ts'
import { modelWords } from '../render/model-words.ts'
import { failedCheck, type Check } from './check.ts'
import { checkSecrets } from './check-secrets.ts'

/** Every agent: its file, its prompts with its variables, its model, the secrets of its tools. */
export async function checkAgents({ globals, io }: Invocation): Promise<Check[]> {
  if (!existsSync(globals.agents)) {
    const hint = 'npx twelvefold --agents FOLDER names another'
    return [{ name: 'agents', state: 'note', message: `there is no folder ${globals.agents}`, hint }]
  }
  const load = await createModuleLoader(cacheFolder(globals, io.cwd))
  const { loaded, broken } = await loadAgents(globals.agents, load)
  const sound = await Promise.all(
    loaded.map(async (one): Promise<Check> => {
      try {
        await checkPrompts(one, globals.prompts)
        const { model, note } = await chooseModel(one, { env: io.env, load })
        const on = modelWords(model)
        const check = { name: 'agent', message: `${one.agent.name} on ${on}` }
        return note === undefined ? { ...check, state: 'ok' } : { ...check, state: 'note', hint: note }
      } catch (thrown) {
        return failedCheck('agent', thrown)
      }
    }),
  )
  const none: Check = { name: 'agents', state: 'note', message: `no agents in ${globals.agents}` }
  const secrets = loaded.flatMap(({ agent }) => checkSecrets(agent, io.env))
  const checks = [...sound, ...secrets, ...broken.map(({ error }) => failedCheck('agent', error))]
  return checks.length > 0 ? checks : [none]
}

async function checkPrompts({ agent }: LoadedAgent, folder: string): Promise<void> {
  const prompts = promptFolder(folder)
  await requireOwnPrompts(prompts)
  const prompt = await prompts.get(agent.prompt)
  // What only `decide` will hand over cannot be looked at here.
  const isLater = ([name, { trusted, required }]: [string, Variable]): boolean =>
    required && !trusted && !Object.hasOwn(agent.variables, name)
  if (!Object.entries(variablesOf(prompt)).some(isLater)) {
    renderPrompt(prompt, {}, { trusted: agent.variables })
  }
  for (const { description } of agent.tools) {
    if (typeof description !== 'string') renderPrompt(await prompts.get(description.prompt))
  }
}

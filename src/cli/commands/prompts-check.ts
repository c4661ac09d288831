import { existsSync } from 'node:fs'
import type { AgentFolder } from '../load-agents.ts'
import { loadAgents } from '../load-agents.ts'
import type { Invocation, RunCommand } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { createModuleLoader } from '../load-module.ts'
import { checkPrompts } from '../prompts/check-prompts.ts'
import { readPrompts } from '../prompts/read-prompts.ts'
import { scanNames } from '../prompts/scan-names.ts'
import { styleOf } from '../render/style.ts'
import { printable } from '../render/text.ts'
import { cacheFolder } from '../workplace.ts'

/** Agents are loaded, as `run` does; all other code is only read. */
export const run: RunCommand = async (invocation) => {
  const { io, globals, options } = invocation
  const prompts = await readPrompts(globals.prompts)
  const names = [...prompts.sound, ...prompts.broken].map(({ name }) => name)
  const exclude = (options['exclude'] ?? []) as readonly string[]
  const named = scanNames(io.cwd, new Set(names), exclude)
  const findings = checkPrompts(prompts, named, await agentsOf(invocation))
  if (globals.json) {
    io.out(`${JSON.stringify({ prompts: names.length, findings })}\n`)
  } else {
    const style = styleOf(io)
    const lines = findings.flatMap(({ code, where, message, hint }) => [
      `${style.bad('✕')} ${style.bold(printable(where))}: ${printable(message)} (${code})`,
      ...(hint === undefined ? [] : [`    ${printable(hint)}`]),
    ])
    const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`
    io.out(`${[...lines, `${names.length} prompts · ${count}`].join('\n')}\n`)
  }
  return findings.length > 0 ? exitCode.failed : exitCode.done
}

async function agentsOf({ globals, io }: Invocation): Promise<AgentFolder> {
  const load = await createModuleLoader(cacheFolder(globals, io.cwd))
  const none = { folder: globals.agents, loaded: [], broken: [], load }
  return existsSync(globals.agents) ? loadAgents(globals.agents, load) : none
}

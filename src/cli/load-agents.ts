import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Agent } from '../runtime/agents/agent.ts'
import { AgentInvalid, AgentNotFound } from '../runtime/twelvefold-error.ts'
import type { ModuleLoader } from './load-module.ts'

export interface LoadedAgent {
  readonly agent: Agent
  readonly file: string
}

export interface AgentFolder {
  readonly folder: string
  readonly loaded: readonly LoadedAgent[]
  /** Files that cannot be used: they disturb nobody who does not ask for them. */
  readonly broken: readonly { readonly file: string; readonly error: AgentInvalid }[]
  readonly load: ModuleLoader
}

const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs']

/** Loads every agent of a folder: `NAME/agent.ts` and `NAME.ts`, as they are. */
export async function loadAgents(folder: string, load: ModuleLoader): Promise<AgentFolder> {
  const loaded: LoadedAgent[] = []
  const broken: { file: string; error: AgentInvalid }[] = []
  for (const file of agentFiles(folder)) {
    try {
      for (const agent of agentsIn(await load(file), file)) loaded.push({ agent, file })
    } catch (thrown) {
      const cause = thrown instanceof AgentInvalid ? thrown : invalidFile(file, thrown)
      broken.push({ file, error: cause })
    }
  }
  for (const { agent, file } of loaded) {
    const other = loaded.find((one) => one.agent !== agent && one.agent.name === agent.name)
    if (!other) continue
    throw new AgentInvalid(`two agents are named ${agent.name}`, {
      hint: `rename one: ${file}, ${other.file}`,
    })
  }
  return { folder, loaded, broken, load }
}

/** @throws AgentInvalid where its file is broken, AgentNotFound where there is none */
export function agentNamed({ folder, loaded, broken }: AgentFolder, name: string): LoadedAgent {
  const found = loaded.find(({ agent }) => agent.name === name)
  if (found) return found
  const own = broken.find(({ file }) => relative(folder, file).split(/[/\\.]/)[0] === name)
  if (own) throw own.error
  const names = loaded.map(({ agent }) => agent.name)
  if (names.length === 0 && broken[0]) throw broken[0].error
  throw new AgentNotFound(`there is no agent "${name.slice(0, 60)}" in ${folder}`, {
    hint:
      names.length > 0
        ? `there are: ${names.join(', ')}`
        : 'put one into agents/NAME/agent.ts, or name another folder with --agents',
  })
}

/** @throws AgentInvalid where the folder cannot be read */
function agentFiles(folder: string): string[] {
  try {
    return isFolder(folder) ? filesIn(folder) : []
  } catch (cause) {
    throw new AgentInvalid(`the agents folder cannot be read: ${(cause as Error).message}`, {
      hint: 'name another with --agents',
      cause,
    })
  }
}

function filesIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'))
  return names.sort().flatMap((name) => {
    const path = join(folder, name)
    if (!isFolder(path)) return isAgentFile(name) ? [path] : []
    const candidates = EXTENSIONS.map((extension) => join(path, `agent${extension}`))
    return candidates.filter((candidate) => existsSync(candidate)).slice(0, 1)
  })
}

/** Also through a link. */
function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function isAgentFile(name: string): boolean {
  return EXTENSIONS.some((extension) => name.endsWith(extension)) && !/\.(test|d)\.m?[tj]s$/.test(name)
}

function agentsIn(exported: Readonly<Record<string, unknown>>, file: string): readonly Agent[] {
  const agents = new Set(Object.values(exported).filter(isAgent))
  if (agents.size > 0) return [...agents]
  throw new AgentInvalid(`${file} exports no agent`, { hint: 'export what defineAgent returns' })
}

function isAgent(value: unknown): value is Agent {
  const { name, prompt, tools, decide, context } = (value ?? {}) as Partial<Record<keyof Agent, unknown>>
  return (
    typeof name === 'string' &&
    typeof prompt === 'string' &&
    Array.isArray(tools) &&
    typeof decide === 'function' &&
    typeof context === 'function'
  )
}

function invalidFile(file: string, thrown: unknown): AgentInvalid {
  const { message, hint } = (thrown ?? {}) as { message?: unknown; hint?: unknown }
  const words = typeof message === 'string' ? message.replaceAll(/\s+/g, ' ').trim() : String(thrown)
  const place = placeIn(dirname(file), thrown) ?? file
  const told = words.includes(place) ? words : `${place}: ${words}`
  return new AgentInvalid(told, { cause: thrown, ...(typeof hint === 'string' ? { hint } : {}) })
}

/** `FILE:LINE:COLUMN` of the first place of a stack or message that lies in the agent's folder. */
function placeIn(folder: string, thrown: unknown): string | undefined {
  const text = thrown instanceof Error ? `${thrown.message}\n${thrown.stack ?? ''}` : ''
  const places = text.match(/(?:\/|[A-Za-z]:\\)[^\s()]*:\d+:\d+/g) ?? []
  return places.find((place) => place.startsWith(folder))
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runProgram } from './run-program.ts'

/** What a user does who needs a peer, in a project that has not installed it. */
interface Need {
  readonly files: Readonly<Record<string, string>>
  /** Arguments of Node. */
  readonly run: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** It keeps threads on disk first. */
  readonly usesStore?: true
}

const sqlite = (driver: string): Need => ({
  files: {
    'need.mjs': `import { sqliteStore } from 'twelvefold/store/sqlite'
await sqliteStore({ path: 'need.db', driver: '${driver}' }).catch(({ message, hint }) => console.log(message, hint))`,
  },
  run: ['need.mjs'],
})

const mcp: Need = {
  files: {
    'need.mjs': `import { mcpServer } from 'twelvefold'
const server = mcpServer({ name: 'files', url: 'http://127.0.0.1:9/mcp' })
await server.open({ secrets: {}, log() {} }).catch(({ message, hint }) => console.log(message, hint))`,
  },
  run: ['need.mjs'],
}

const model = (name: string, env: Readonly<Record<string, string>>): Need => ({
  files: {
    'agents/asker/agent.ts': `import { defineAgent, doneForNow } from 'twelvefold'
export const asker = defineAgent({ name: 'asker', prompt: 'asker/next-step', model: '${name}', tools: [doneForNow] })`,
    'prompts/asker/next-step.md': '---\ndescription: Asks.\n---\nAsk.\n',
    'prompts/twelvefold/done-for-now.md': '---\ndescription: Ends.\n---\nDone.\n',
  },
  run: ['node_modules/twelvefold/dist/cli/main.js', 'run', 'asker', 'hello'],
  env,
  usesStore: true,
})

/** Every optional peer of the package, but for those that another one stands in for. */
const needs: Readonly<Record<string, Need>> = {
  libsql: sqlite('libsql'),
  'better-sqlite3': sqlite('better-sqlite3'),
  '@ai-sdk/anthropic': model('anthropic/claude-sonnet-4-5', { ANTHROPIC_API_KEY: 'key' }),
  '@ai-sdk/google': model('google/gemini-2.5-pro', { GOOGLE_GENERATIVE_AI_API_KEY: 'key' }),
  '@ai-sdk/openai': model('openai/gpt-5', { OPENAI_API_KEY: 'key' }),
  '@ai-sdk/openai-compatible': model('http://127.0.0.1:9/v1#model', {}),
  '@modelcontextprotocol/client': mcp,
}

/**
 * For each of these peers what is wrong with what a user is told where it is missing, in a project without any.
 * `addDriver` puts a SQLite driver into it, once that of drivers has been seen.
 */
export async function untoldPeers(
  folder: string,
  node: string,
  peers: readonly string[],
  addDriver: () => Promise<void>,
): Promise<readonly string[]> {
  const usesStore = (peer: string): boolean => needs[peer]?.usesStore === true
  const problems: string[] = []
  const look = async (list: readonly string[]): Promise<void> => {
    for (const peer of list) problems.push(...(await untold(peer, folder, node)))
  }
  await look(peers.filter((peer) => !usesStore(peer)))
  await addDriver()
  await look(peers.filter(usesStore))
  return problems
}

async function untold(peer: string, folder: string, node: string): Promise<readonly string[]> {
  const need = needs[peer]
  if (!need) return [`${peer}: bench/pack/missing-peers.ts does not say who needs it`]
  const said = await saidTo(need, folder, node)
  return said.includes(`npm install ${peer}`) ? [] : [`${peer}: ${said.trim() || 'nothing is said'}`]
}

async function saidTo({ files, run, env = {} }: Need, folder: string, node: string): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const { out, err } = await runProgram(folder, [node, ...run], { env })
  return out + err
}

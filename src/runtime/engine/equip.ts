import type { Agent } from '../agents/agent.ts'
import type { OfferedTool } from '../thread/event.ts'
import { canonicalJson, type JsonValue } from '../thread/json.ts'
import { orAborted } from './late.ts'
import type { Ports } from './ports.ts'
import { toolSpecs } from './prepare-request.ts'
import { sha256 } from './sha256.ts'
import type { OfferedTools } from './toolsets.ts'

/**
 * The agent with all tools that it has at this moment, and the thread told of them where they are others than before.
 * An agent that fixes its tools itself is given back as it is. Undefined where the thread was cancelled while a server
 * started: nobody waits for that one, and the thread knows it by then.
 */
export async function equip(ports: Ports): Promise<Ports | undefined> {
  const { agent, workshop, journal, signal } = ports
  if (!agent.toolsets || agent.toolsets.length === 0) return ports
  const offered = await orAborted(workshop.toolsets.of(agent), signal)
  if (!offered) return journal.refresh().then(() => undefined)
  const equipped = withTools(agent, offered)
  await tellOfTools({ ...ports, agent: equipped.agent }, equipped.added)
  return { ...ports, agent: equipped.agent }
}

interface Equipped {
  readonly offered: readonly OfferedTools[]
  readonly agent: Agent
  /** Which of its tools come from where. */
  readonly added: readonly { readonly source: string; readonly tool: Agent['tools'][number] }[]
}

// The same object as long as nothing changes: what is known of an agent is remembered by it.
const known = new WeakMap<Agent, Equipped>()

function withTools(agent: Agent, offered: readonly OfferedTools[]): Equipped {
  const last = known.get(agent)
  if (last && offered.every(({ tools }, i) => tools === last.offered[i]?.tools)) return last
  const names = new Set(agent.tools.map(({ name }) => name))
  const added = offered.flatMap(({ source, tools }) =>
    // A tool of the agent's own is never taken over by one from outside.
    tools.flatMap((tool) => (names.has(tool.name) ? [] : (names.add(tool.name), [{ source, tool }]))),
  )
  const tools = Object.freeze([...agent.tools, ...added.map(({ tool }) => tool)])
  const made = { offered, agent: Object.freeze({ ...agent, tools }), added }
  known.set(agent, made)
  return made
}

/** Appended where the set differs from the one that the thread was last told of; its texts are kept by their hashes. */
async function tellOfTools({ agent, workshop, journal }: Ports, added: Equipped['added']): Promise<void> {
  if (journal.thread.status !== 'running') return
  const specs = new Map((await toolSpecs(agent, workshop.prompts)).map((spec) => [spec.name, spec]))
  const texts: { hash: string; text: string }[] = []
  const tools = added.map(({ source, tool }): OfferedTool => {
    const text = canonicalJson(specs.get(tool.name) as unknown as JsonValue)
    const specHash = sha256(text)
    texts.push({ hash: specHash, text })
    return { name: tool.name, source, effect: tool.effect, specHash }
  })
  const hash = sha256(canonicalJson(tools as unknown as JsonValue))
  if (hash === journal.thread.toolsHash) return
  await journal.intend([{ type: 'tools_changed', data: { hash, tools } }], { texts })
}

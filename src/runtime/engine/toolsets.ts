import type { Agent } from '../agents/agent.ts'
import type { Tool } from '../tools/tool.ts'
import type { OpenToolset, Toolset, ToolsetContext } from '../tools/toolset.ts'
import { Closed, SecretNotFound } from '../twelvefold-error.ts'

export interface OfferedTools {
  readonly source: string
  readonly tools: readonly Tool[]
}

/** The toolsets of one engine: each is opened when a thread first needs it, and closed with the engine. */
export interface Toolsets {
  /** What an agent's toolsets offer now. Rejects as `open` does. */
  readonly of: (agent: Agent) => Promise<readonly OfferedTools[]>
  readonly close: () => Promise<void>
}

export function createToolsets(
  contextOf: (toolset: Toolset, signal: AbortSignal) => ToolsetContext,
): Toolsets {
  const opened = new Map<Toolset, Promise<OpenToolset>>()
  const closing = new AbortController()
  const open = (toolset: Toolset): Promise<OpenToolset> => {
    if (closing.signal.aborted) throw new Closed('the engine is closed')
    const known = opened.get(toolset)
    if (known) return known
    const opening = Promise.resolve().then(() => toolset.open(contextOf(toolset, closing.signal)))
    opened.set(toolset, opening)
    // The next thread that needs it tries again.
    opening.catch(() => opened.delete(toolset))
    return opening
  }
  return {
    of: async ({ toolsets = [] }) =>
      Promise.all(
        toolsets.map(async (toolset) => ({
          source: toolset.name,
          tools: await (await open(toolset)).tools(),
        })),
      ),
    async close() {
      closing.abort()
      const all = await Promise.allSettled(opened.values())
      await Promise.allSettled(all.flatMap((one) => (one.status === 'fulfilled' ? [one.value.close()] : [])))
    },
  }
}

/** The values of secrets by name. @throws SecretNotFound */
export function namedSecrets(
  owner: string,
  names: readonly string[],
  secretOf: (name: string) => string | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.map((name) => {
      const value = secretOf(name)
      if (value === undefined || value === '') {
        throw new SecretNotFound(`${owner} needs the secret ${name}`, {
          hint: `set ${name} in the environment`,
        })
      }
      return [name, value]
    }),
  )
}

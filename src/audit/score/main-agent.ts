import type { Agent } from '../facts/agent.ts'

/**
 * The agent that the repository is about, by what is seen of it: reached from an entry point, made of most agents,
 * with most calls and tools, then the largest. Names say nothing.
 */
export function mainAgent(agents: readonly Agent[]): Agent | undefined {
  const [first] = [...agents].sort((left, right) => {
    const [mine, theirs] = [measures(left), measures(right)]
    const at = mine.findIndex((measure, index) => measure !== theirs[index])
    return at < 0 ? 0 : (theirs[at] ?? 0) - (mine[at] ?? 0)
  })
  return first
}

function measures({ reached, members, calls, tools, size, kind }: Agent): readonly number[] {
  const isAlone = kind === 'single-call' ? 0 : 1
  return [reached ? 1 : 0, isAlone, members.length, calls.length + tools.length, size.owned]
}

// What looks like a good agent and is none, and the other way round: `npm run -s bench -- hollow [--sources DIR]`.
// Hollow agents (right names, right comments, nothing behind them) must score low; renaming everything and dropping
// the comments must change no verdict; a good agent without one guard must fail that requirement and no other.
// DIR has a folder (or a file) per hollow agent; without it, those of hollow/fixtures/ are used.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { report, tell } from './figures/report.ts'
import { rounded } from './figures/statistics.ts'
import { guards } from './hollow/guards.ts'
import type { Guard } from './hollow/guards/guard.ts'
import { auditCopy, auditRenamed, repositoriesIn, type Repository } from './hollow/repository.ts'
import { described, differences, verdictsOf, type Difference, type Verdicts } from './hollow/verdicts.ts'
import { repository } from './processes/compile.ts'

const fixtures = join(repository, 'bench', 'hollow', 'fixtures')

export default function hollow(args: readonly string[]): object {
  const { values } = parseArgs({ args: [...args], options: { sources: { type: 'string' } } })
  const hollowAgents = repositoriesIn(values.sources ?? join(fixtures, 'hollow'))
  const goodAgents = repositoriesIn(join(fixtures, 'good'))
  const scores = new Map<string, number>()
  const verdicts = new Map<string, Verdicts>()
  const frameworks = new Set<string>()
  const unseen: string[] = []
  let bestAgent = 0
  const renamedChanges: string[] = []
  for (const one of [...hollowAgents, ...goodAgents]) {
    const before = auditCopy(one)
    verdicts.set(one.path, verdictsOf(before))
    const changes = differences(verdictsOf(before), verdictsOf(auditRenamed(one)))
    for (const change of changes) renamedChanges.push(`${one.name}, renamed: ${described(change)}`)
    tell(
      `${one.name}: ${before.raw ?? 'no agent'} (${before.agents.map(({ name, raw }) => `${name} ${raw}`).join(', ')})`,
    )
    if (!hollowAgents.includes(one)) continue
    // A repository is told the score of its worst agent.
    if (before.raw === null) unseen.push(one.name)
    else scores.set(one.name, before.raw)
    for (const { framework, raw } of before.agents) {
      frameworks.add(framework)
      bestAgent = Math.max(bestAgent, raw)
    }
  }
  for (const line of [...renamedChanges, ...unseen.map((name) => `no agent was found in ${name}`)]) tell(line)
  const flipped = flippedGuards(goodAgents, verdicts)
  return report(
    {
      agents: scores.size,
      frameworks: frameworks.size,
      unseen: unseen.length,
      worst_score: rounded(Math.max(0, ...scores.values())),
      best_agent_score: rounded(bestAgent),
      renamed_changes: renamedChanges.length,
      guards: guards.length,
      guards_flipped: flipped,
    },
    'none',
  )
}

/** How many guards flip exactly their verdict. */
function flippedGuards(agents: readonly Repository[], verdicts: ReadonlyMap<string, Verdicts>): number {
  let flipped = 0
  for (const guard of guards) {
    const agent = agents.find(({ name }) => name === guard.agent)
    if (!agent) throw new Error(`there is no good agent ${guard.agent}`)
    const change = (file: string, text: string): string =>
      file === guard.file ? withoutGuard(guard, text) : text
    const changed = auditCopy(agent, { change })
    const changes = differences(verdicts.get(agent.path)!, verdictsOf(changed))
    if (isFlip(changes, guard.requirement)) flipped++
    else {
      const told = changes.map(described).join('; ') || 'no change'
      tell(`${guard.agent} without the guard of ${guard.requirement}: ${told}`)
    }
  }
  return flipped
}

/**
 * It fails now, and nothing else does. What rests on the guard may become open: without a bound of steps, nothing can
 * be said of how large it is.
 */
function isFlip(changes: readonly Difference[], requirement: string): boolean {
  const failing = changes.filter(({ after }) => after === 'fail')
  const better = changes.filter(({ before }) => before === 'fail')
  return failing.length === 1 && failing[0]!.at.endsWith(` ${requirement}`) && better.length === 0
}

function withoutGuard({ guard, without, file, agent }: Guard, text: string): string {
  const count = text.split(guard).length - 1
  if (count !== 1) throw new Error(`${agent}/${file} holds "${guard}" ${count} times`)
  return text.replace(guard, () => without)
}

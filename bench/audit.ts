// How fast the audit is on real files: `npm run -s bench -- audit [--sources DIR] [--files N] [--rounds N]`. Sources of
// installed packages are copied to where they count as a repository's own, and some get an agent at their end.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { realFiles } from './audit/real-files.ts'
import { type Share, writeCorpus } from './audit/write-corpus.ts'
import { report, tell } from './figures/report.ts'
import { median, rounded } from './figures/statistics.ts'
import { withFolder } from './figures/with-folder.ts'
import { compileFolder, repository } from './processes/compile.ts'

interface Once {
  readonly files: number
  readonly reached: number
  readonly agents: number
  readonly errors: number
  readonly cold_ms: number
  readonly warm_ms: number
  readonly rss_mb: number
}

interface Rounds {
  readonly floor: readonly number[]
  readonly audit: readonly number[]
}

const SMALL = 1_000

export default async function audit(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sources: { type: 'string', default: join(repository, 'node_modules') },
      files: { type: 'string', default: '5400' },
      rounds: { type: 'string', default: '3' },
    },
  })
  const compiled = join(compileFolder('bench'), 'children')
  const real = realFiles(values.sources)
  const count = Number(values.files)
  return withFolder((folder) => {
    const corpus = (name: string, files: number, share: Share): string => {
      writeCorpus(join(folder, name), real, files, share)
      return join(folder, name)
    }
    const mixed = corpus('mixed', count, 'mixed')
    const tenth = corpus('tenth', Math.round(count / 10), 'mixed')
    const dense = corpus('dense', count, 'dense')
    const crowded = corpus('crowded', SMALL, 'crowded')
    const small = corpus('small', SMALL, 'mixed')
    const once = (path: string): Once => child(join(compiled, 'audit-once.js'), path) as Once
    const cold = [once(mixed), once(mixed), once(mixed)]
    const thousand = [once(small), once(small), once(small)]
    tell(`${real.length} real files; cold: ${JSON.stringify(cold[0])}, 1,000: ${JSON.stringify(thousand[0])}`)
    const folders = [mixed, tenth, dense, crowded]
    const rounds = child(join(compiled, 'audit-rounds.js'), values.rounds, ...folders) as readonly Rounds[]
    return Promise.resolve(report({ ...figures(cold, thousand, rounds), real_files: real.length }, 'none'))
  })
}

function child(...args: readonly string[]): unknown {
  // The default heap of Node, whatever the machine: nobody starts the audit with more.
  const output = execFileSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(output) as unknown
}

function figures(cold: readonly Once[], thousand: readonly Once[], rounds: readonly Rounds[]): object {
  const [mixed, tenth, dense, crowded] = rounds as readonly [Rounds, Rounds, Rounds, Rounds]
  const { files, reached, agents, errors } = cold[0]!
  const perFile = ({ audit: times }: Rounds, count: number): number => median(times) / count
  return {
    files,
    reached,
    agents,
    tool_errors: errors,
    cold_ms: rounded(median(cold.map(({ cold_ms }) => cold_ms))),
    warm_ratio: rounded(median(cold.map(({ warm_ms, cold_ms }) => warm_ms / cold_ms))),
    mixed_1000_ms: rounded(median(thousand.map(({ cold_ms }) => cold_ms))),
    mixed_ratio: rounded(ratio(mixed)),
    dense_ratio: rounded(ratio(dense)),
    crowded_1000_ratio: rounded(ratio(crowded)),
    growth: rounded(perFile(mixed, files) / perFile(tenth, files / 10)),
    rss_mb: rounded(Math.max(...cold.map(({ rss_mb }) => rss_mb))),
  }
}

/** The median over rounds of one round's ratio: both sides of it had the same moment. */
function ratio({ audit: audits, floor: floors }: Rounds): number {
  return median(audits.map((time, at) => time / floors[at]!))
}

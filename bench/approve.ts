// Eight persons in two processes approve the same request at once: `npm run -s bench -- approve`. The call that waits
// was chosen in one step with two others: one runs beside it, one is done by a child.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openContest, type Contest } from './approve/contest.ts'
import type { Told } from './approve/contender.ts'
import { report } from './figures/report.ts'
import { readLedger } from './kill/ledger.ts'
import { compileFolder, repository } from './processes/compile.ts'

const PROCESSES = 2
const PERSONS_EACH = 4

export default async function approve(): Promise<object> {
  compileFolder('bench/kill')
  const contender = join(compileFolder('bench/approve'), 'contender.js')
  const folder = await mkdtemp(join(tmpdir(), 'twelvefold-approve-'))
  const contest = { storePath: join(folder, 'store.sqlite'), ledgerPath: join(folder, 'ledger'), repository }
  const { engine, driver, close } = await openContest(contest)
  try {
    const { threadId } = await engine.launch('shipper', 'ship it')
    const { thread: waiting } = await engine.drive(threadId)
    const told = await contend(contender, contest, threadId, waiting.requests[0]!.requestId)
    const { thread } = await engine.drive(threadId)
    const answers = thread.events.slice().filter((event) => event.type === 'human_answered')
    const first = answers[0]?.seq
    const runsOf = (name: string): number =>
      readLedger(contest.ledgerPath).filter(({ tool }) => tool === name).length
    return report(
      {
        contenders: told.length,
        processes: PROCESSES,
        tool_runs: runsOf('ship'),
        sibling_runs: runsOf('stow'),
        told_first_outcome: told.filter(({ outcome, seq }) => outcome === 'already_answered' && seq === first)
          .length,
        recorded: told.filter(({ outcome, seq }) => outcome === 'recorded' && seq === first).length,
        answers: answers.length,
        status: thread.status,
      },
      driver,
    )
  } finally {
    await close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** All get ready, and none begins before the last one is. */
async function contend(
  script: string,
  contest: Contest,
  threadId: string,
  requestId: string,
): Promise<Told[]> {
  const children = Array.from({ length: PROCESSES }, (_, number) => {
    const options = [JSON.stringify(contest), threadId, requestId, String(number), String(PERSONS_EACH)]
    return listen(spawn(process.execPath, [script, ...options], { stdio: ['pipe', 'pipe', 'inherit'] }))
  })
  await Promise.all(children.map(({ line }) => line()))
  for (const { child } of children) child.stdin?.write('go\n')
  const told = await Promise.all(
    children.map(async ({ child, line, closed }) => {
      const results = JSON.parse(await line()) as Told[]
      child.stdin?.end()
      await closed
      return results
    }),
  )
  return told.flat()
}

interface Listened {
  readonly child: ChildProcess
  readonly line: () => Promise<string>
  readonly closed: Promise<unknown>
}

function listen(child: ChildProcess): Listened {
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]()
  const closed = once(child, 'close')
  return {
    child,
    closed,
    async line() {
      const next = await lines.next()
      if (next.done) throw new Error('a contender has ended too early')
      return next.value
    },
  }
}

// Some persons in one process, each with an engine and a connection: they wait for the sign and approve all at once.
import { once } from 'node:events'
import { openContest, type Contest } from './contest.ts'

export interface Told {
  readonly person: string
  readonly outcome: string
  /** The seq of the answer that counts: the person's own, or the first. */
  readonly seq: number | undefined
}

const contest = JSON.parse(process.argv[2]!) as Contest
const [threadId, requestId, group, count] = process.argv.slice(3) as [string, string, string, string]

await contend()

async function contend(): Promise<void> {
  const persons = Array.from({ length: Number(count) }, (_, number) => `${group}.${number}`)
  const contenders = await Promise.all(
    persons.map(async (id) => ({
      person: { id, via: 'bench', verified: false },
      ...(await openContest(contest)),
    })),
  )
  process.stdout.write('ready\n')
  await once(process.stdin, 'data')
  const told = await Promise.all(
    contenders.map(async ({ engine, person }): Promise<Told> => {
      const delivered = await engine.deliver(threadId, { requestId, answer: 'approved', person })
      await engine.drive(threadId)
      const { outcome } = delivered
      if (outcome === 'already_answered') return { person: person.id, outcome, seq: delivered.first.seq }
      const { events } = await engine.get(threadId)
      const own = events
        .slice()
        .find((event) => event.type === 'human_answered' && event.data.person.id === person.id)
      return { person: person.id, outcome, seq: own?.seq }
    }),
  )
  await Promise.all(contenders.map(({ close }) => close()))
  process.stdin.destroy()
  process.stdout.write(`${JSON.stringify(told)}\n`)
}

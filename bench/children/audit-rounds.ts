// A process that audits folders in turns with the floor: `node audit-rounds.js ROUNDS FOLDER…`. Times in milliseconds.
import { audit } from 'twelvefold/audit'
import { floor } from '../audit/floor.ts'

const [rounds, ...folders] = process.argv.slice(2)
const times = folders.map((folder) => ({ folder, floor: [] as number[], audit: [] as number[] }))
const timed = (run: () => unknown): number => {
  const start = performance.now()
  run()
  return performance.now() - start
}
for (let round = 0; round < Number(rounds); round++) {
  for (const one of times) {
    one.floor.push(timed(() => floor(one.folder)))
    one.audit.push(timed(() => audit(one.folder, { today: '2026-01-01' })))
    process.stderr.write(
      `${round + 1}/${rounds} ${one.folder.split('/').at(-1)}: floor ${one.floor.at(-1)!.toFixed(0)} ms, audit ${one.audit.at(-1)!.toFixed(0)} ms\n`,
    )
  }
}
console.log(JSON.stringify(times))

// `npm run generate`: rewrites every list in the docs that is made from code. With --check it rewrites nothing and
// fails if one is stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as prettier from 'prettier'
import { errorTable } from './generate/error-table.mjs'
import { eventTable } from './generate/event-table.mjs'
import { folderTable } from './generate/folder-table.mjs'

const isCheck = process.argv.includes('--check')
const stale = []

for (const generated of [folderTable, eventTable, errorTable]) {
  const found = existsSync(generated.path) ? readFileSync(generated.path, 'utf8') : ''
  const made = generated.make(found)
  const wanted = await prettier.format(made, {
    ...(await prettier.resolveConfig(generated.path)),
    filepath: generated.path,
  })
  if (wanted === found) continue
  stale.push(`${generated.path} is stale: ${firstDifference(found, wanted)}`)
  if (isCheck) continue
  mkdirSync(dirname(generated.path), { recursive: true })
  writeFileSync(generated.path, wanted)
}

if (!stale.length) console.log('all generated files are fresh')
else if (isCheck) console.log(`${stale.join('\n')}\nMake them again: npm run generate`)
else console.log(stale.map((line) => line.replace(/ is stale.*/s, ' written')).join('\n'))
process.exitCode = isCheck && stale.length ? 1 : 0

function firstDifference(found, wanted) {
  const [have, want] = [found.split('\n'), wanted.split('\n')]
  const line = want.findIndex((text, index) => text !== have[index])
  return line < 0
    ? `it has more than ${want.length} lines`
    : `line ${line + 1}\n  - ${have[line] ?? ''}\n  + ${want[line]}`
}

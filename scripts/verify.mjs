// `npm run verify -- A1`: proves every line of an issue's "To show", and prints each with ok or missing.
//   --list   prints the lines and their proofs, runs nothing
// The lines stand in verify/issues/<issue>.mjs as data: { line, proofs }. A proof is one of
//   { tests: 'test/fuzz', named: /round trip/ }
//       at least one test whose full name matches, in a file whose path holds `tests`, and all that match pass
//   { bench: ['kill', '--runs', '300'], holds: (result) => result.lost === 0, shows: ['lost'] }
//       `npm run bench` with these words ends well, its JSON holds, and these of its figures are printed
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { setup } from './setup.mjs'
import { createProver } from './verify/prover.mjs'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { list: { type: 'boolean' } } })
const issue = positionals[0]?.toLowerCase() ?? ''
const data = new URL(`./verify/issues/${issue}.mjs`, import.meta.url)

if (!/^[a-z]\d+$/.test(issue) || !existsSync(data)) {
  console.error(`usage: npm run verify -- ISSUE [--list], such as: npm run verify -- A1`)
  process.exitCode = 2
} else {
  const { lines } = await import(data.href)
  if (values.list)
    for (const { line, proofs } of lines) console.log([line, ...proofs.map(describe)].join('\n    '))
  else process.exitCode = (await proveAll(lines)) ? 0 : 1
}

/** @returns whether every line is proved. */
async function proveAll(lines) {
  setup()
  const prove = createProver(lines.flatMap((line) => line.proofs))
  let missing = 0
  for (const { line, proofs } of lines) {
    const results = []
    for (const proof of proofs) results.push({ proof, ...(await prove(proof)) })
    const ok = results.length > 0 && results.every((result) => result.ok)
    missing += ok ? 0 : 1
    console.log(`${ok ? 'ok     ' : 'missing'}  ${line}`)
    for (const { proof, ok, figures } of results)
      console.log(`         ${ok ? 'ok     ' : 'missing'}  ${describe(proof)}: ${figures}`)
  }
  console.log(`${lines.length - missing} ok, ${missing} missing`)
  return missing === 0
}

function describe({ tests, named, bench }) {
  return tests ? `tests in ${tests}${named ? ` named ${named}` : ''}` : `bench ${bench.join(' ')}`
}

// `npm run -s bench -- NAME [options]`: runs bench/NAME.ts against dist/. A bench exports as its default an async
// function from its options to plain data, which is printed as the last line of stdout; all else goes to stderr.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setup } from './setup.mjs'
import { repository } from './setup/repository.mjs'

const [name, ...options] = process.argv.slice(2)
const folder = join(repository, 'bench')

if (!names().includes(name)) {
  console.error(name ? `there is no bench "${name}"` : 'usage: npm run -s bench -- NAME [options]')
  console.error(`benches: ${names().join(', ') || 'none'}`)
  process.exitCode = 2
} else {
  setup()
  // What is measured is what a user has in production: without the guard over pure functions.
  process.env.NODE_ENV ??= 'production'
  // Only now: jiti is there once the set-up has run. It loads TypeScript on every Node that we support.
  const { createJiti } = await import('jiti')
  const jiti = createJiti(import.meta.url)
  const run = await jiti.import(join(folder, `${name}.ts`), { default: true })
  console.log(JSON.stringify(await run(options)))
}

/** The files of bench/ itself; what they share is in folders. */
function names() {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort()
}

import { libraryCounter } from '../baml.fixture.ts'
import { newsletter } from '../ai-sdk.fixture.ts'
import { warehouse } from '../anthropic.fixture.ts'

export const green = newsletter

export const red = libraryCounter

// No signature, no delivery: a command line starts it.
export const trap = {
  ...warehouse,
  'package.json': warehouse['package.json']!.replace('"main":"src/agent.ts"', '"bin":"src/cli.ts"'),
  'src/cli.ts': `import { look } from './agent.ts'

console.log(await look(process.argv.slice(2).join(' '), AbortSignal.timeout(60_000)))
`,
}

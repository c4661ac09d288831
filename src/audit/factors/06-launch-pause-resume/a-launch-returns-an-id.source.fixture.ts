import { libraryCounter } from '../baml.fixture.ts'
import { mailDesk } from '../langgraph.fixture.ts'
import { edited } from '../sources.fixture.ts'
import { warehouse } from '../anthropic.fixture.ts'

export const green = libraryCounter

// A command that prints the answer, and is over.
export const red = {
  ...warehouse,
  'package.json': warehouse['package.json']!.replace('"main":"src/agent.ts"', '"bin":"src/cli.ts"'),
  'src/cli.ts': `import { look } from './agent.ts'

console.log(await look(process.argv.slice(2).join(' '), AbortSignal.timeout(60_000)))
`,
}

// No id is made here: the sender names the run, and gets the name back.
export const trap = edited(mailDesk, 'JSON.stringify(request.body.text)', 'String(request.body.text)')

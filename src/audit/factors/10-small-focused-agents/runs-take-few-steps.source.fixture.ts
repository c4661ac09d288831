import { warehouse } from '../anthropic.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = warehouse

export const red = edited(warehouse, 'const MOST_TURNS = 10', 'const MOST_TURNS = 60')

// A large number, too: of articles that code goes through, one short run each.
export const trap = {
  ...warehouse,
  'package.json': warehouse['package.json']!.replace('src/agent.ts', 'src/inventory.ts'),
  'src/inventory.ts': `import { look } from './agent.ts'

export async function inventory(articles: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (let index = 0; index < Math.min(articles.length, 500); index++) {
    found.push(await look('Where is ' + articles[index] + '?', AbortSignal.timeout(60_000)))
  }
  return found
}
`,
}

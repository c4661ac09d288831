import { expect, test } from 'vitest'
import { newNames, renamed } from '../../bench/hollow/rename.ts'

test('own names change, names of packages and properties stay', () => {
  const text = `import { generateText as ask, tool } from 'ai'
import { prompt } from './prompt.ts'
export const answer = async (question: string) => ask({ prompt, tools: { tool }, system: question })
`
  expect(renamed('a.ts', text, newNames())).toBe(`import { generateText as x1, tool as x2 } from 'ai'
import { x3 } from './prompt.ts'
export const x4 = async (x5: string) => x1({ prompt: x3, tools: { tool: x2 }, system: x5 })
`)
})

test('an import meets its export in another file', () => {
  const names = newNames()
  const exporting = renamed('a.ts', `const limit = 3\nexport { limit as bound }\n`, names)
  const importing = renamed('b.ts', `import { bound as most } from './a.ts'\nmost\n`, names)
  const [, name] = /as (\w+)/.exec(exporting) ?? []
  expect(importing).toContain(`import { ${name} as `)
})

test('defaults in patterns keep their keys', () => {
  expect(renamed('a.ts', 'const { steps = 3, ...rest } = options()\n', newNames())).toBe(
    'const { steps: x1 = 3, ...x2 } = options()\n',
  )
})

test('comments go, lines stay', () => {
  expect(renamed('a.ts', '/* a\n b */ f() // c\n', newNames())).toBe('\n f() \n')
})

test('what a framework looks for keeps its name', () => {
  expect(renamed('route.ts', 'export async function POST() {}\n', newNames())).toBe(
    'export async function POST() {}\n',
  )
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commandTable } from './command-table.ts'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const readme = read('README.md')

test('the README lists every command as it is declared', () => {
  const rows = commandTable.map(
    ({ name, operands, summary }) => [`${name} ${operands}`.trim(), summary] as const,
  )
  const width = Math.max(...rows.map(([usage]) => usage.length))
  const list = rows.map(([usage, summary]) => `${usage.padEnd(width)}  ${summary}`).join('\n')
  expect(readme).toContain(`\n\`\`\`\n${list}\n\`\`\`\n`)
})

test('every file that the README shows is shown as it is', () => {
  const shown = [...readme.matchAll(/\]\((\S+)\):\n\n```(?:ts|md)\n([\s\S]*?)```\n/g)]
  expect(shown.map(([, path]) => path)).toEqual([
    'examples/refunds/agent.ts',
    'prompts/refunds/next-step.md',
    'docs/snippets/doors.ts',
  ])
  for (const [, path, text] of shown) expect(text).toBe(read(path!))
})

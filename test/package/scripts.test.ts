import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repository } from '../../bench/processes/compile.ts'

test('every npm script is a program of Node: what only a shell understands does not run on Windows', () => {
  const manifest = readFileSync(join(repository, 'package.json'), 'utf8')
  const { scripts } = JSON.parse(manifest) as { scripts: Record<string, string> }
  for (const script of Object.values(scripts)) expect(script).toMatch(/^node scripts\/[a-z-]+\.mjs$/)
})

import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { generate, growTree, plant, runCheck, type Outcome, type Planted } from './guarded-tree.ts'

export interface Violation {
  /** What is wrong, as the name of the test. */
  readonly breaks: string
  readonly planted: Planted
  /** What the check must say, as an error: it names the violation and the place. */
  readonly says: RegExp
}

/**
 * Runs a check of `npm test` twice in a small clean tree: as it is, where the check must pass, and with all violations
 * planted, where it must name each. All at once, since starting a tool takes longer than reading another file.
 */
export function testGuard(check: string, violations: readonly Violation[], grow = growTree): void {
  describe(check, () => {
    let folder = ''
    let clean: Outcome = { passed: false, output: '' }
    let violated: Outcome = { passed: true, output: '' }

    beforeAll(async () => {
      folder = await mkdtemp(join(inject('temporaryRoot'), 'guards-'))
      await grow(folder)
      if (check === 'generated') await generate(folder)
      clean = await runCheck(folder, check)
      for (const { planted } of violations) await plant(folder, planted)
      violated = await runCheck(folder, check)
    })
    afterAll(() => rm(folder, { recursive: true, force: true }))

    test('passes a clean tree', () => {
      expect(clean.output).toMatch(/(^|\n)[1-9]\d* passed, 0 failed\n$/)
      expect(clean.passed).toBe(true)
    })

    for (const { breaks, says } of violations) {
      test(`fails on ${breaks}`, () => {
        expect(violated.output).toMatch(says)
        expect(violated.output).toMatch(/\d+ passed, [1-9]\d* failed\n$/)
        expect(violated.passed).toBe(false)
      })
    }
  })
}

export const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('')

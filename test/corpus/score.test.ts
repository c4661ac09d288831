import { expect, test } from 'vitest'
import type { Label } from '../../bench/corpus/label.ts'
import type { Neutral } from '../../bench/corpus/neutral.ts'
import { allFindings, score } from '../../bench/corpus/score.ts'
import { precision, recall } from '../../bench/corpus/tally.ts'

const label: Label = {
  repo: 'somebody/something',
  commit: 'abc',
  root: 'app',
  agents: [
    { file: 'agent.ts', line: 1, endLine: 80, kind: 'loop' },
    { file: 'agent.ts', line: 10, endLine: 30, kind: 'single-call', optional: true },
  ],
  model_calls: [{ file: 'agent.ts', line: 20 }],
  hardcoded_prompts: [
    { file: 'agent.ts', startLine: 12, endLine: 18, role: 'system' },
    { file: 'agent.ts', startLine: 60, endLine: 62, role: 'tool-description' },
  ],
  externalised_prompts: [],
  tools: [],
  human_contact: [],
  triggers: [{ kind: 'http' }],
  purity: [],
  errors: [{ file: 'agent.ts', line: 20, kind: 'crash', optional: true }],
  oversized_agents: [{ file: 'agent.ts' }],
  traps: [{ file: 'agent.ts', line: 70 }],
  control_flow: { max_steps_bound: false },
  state: { module_level_mutable_state: [] },
  pause_resume: { present: false },
  context: { unbounded_history: true },
  factors: { 1: 'pass', 6: 'partial', 7: 'na' },
}

function scored(result: Partial<Neutral>, of: Label = label): ReturnType<typeof score> {
  const full = { agents: [], findings: [], factors: {}, ...result }
  return score(new Map([['one', of]]), new Map([['one', full]]))
}

test('a report within three lines of a label finds it', () => {
  const { findings } = scored({ findings: [{ kind: 'hardcoded_prompt', file: './agent.ts', line: 9 }] })
  expect(findings.hardcoded_prompt).toMatchObject({ truePositives: 1, found: 1, misses: [] })
})

test('a report anywhere else is a false alarm, and says so when it falls into a trap', () => {
  const { findings } = scored({ findings: [{ kind: 'hardcoded_prompt', file: 'agent.ts', line: 71 }] })
  expect(findings.hardcoded_prompt.falseAlarms).toEqual(['one agent.ts:71 [trap]'])
  expect(findings.hardcoded_prompt.misses).toEqual(['one agent.ts:12-18'])
})

test('an optional label is neither a miss nor a false alarm', () => {
  const { findings } = scored({ findings: [{ kind: 'crash', file: 'app/agent.ts', line: 20 }] })
  expect(findings.crash).toMatchObject({ ignored: 1, falseAlarms: [], misses: [] })
})

test('agents nest: the label that starts nearest counts', () => {
  const { agents } = scored({ agents: [{ file: 'agent.ts', line: 10, endLine: 30 }] })
  expect(agents).toMatchObject({ ignored: 1, misses: ['one agent.ts:1-80'] })
})

test('what holds of the repository counts once', () => {
  const said = scored({
    findings: [{ kind: 'unbounded_context' }, { kind: 'no_pause' }, { kind: 'no_human' }],
  })
  expect(said.findings.unbounded_context.found).toBe(1)
  expect(said.findings.no_pause.ignored).toBe(1)
  expect(said.findings.no_human.falseAlarms).toEqual(['one'])
  expect([precision(allFindings(said)), recall(allFindings(said))]).toEqual([0.5, 0.25])
})

test('tests and generated files are not judged', () => {
  const { findings } = scored({ findings: [{ kind: 'impure', file: 'agent.test.ts', line: 1 }] })
  expect(findings.impure).toMatchObject({ outOfScope: 1, falseAlarms: [] })
})

test('one step apart is lenient, pass against fail a contradiction, and na equals na alone', () => {
  const { factors } = scored({ factors: { 1: 'fail', 6: 'pass', 7: 'na' } })
  expect(factors).toMatchObject({ judged: 12, exact: 1, lenient: 2, contradictions: 1 })
})

test('on a repository without an agent every word is a false alarm', () => {
  const nobody = { ...label, agents: [], oversized_agents: [], hardcoded_prompts: [] }
  const result = { agents: [{ file: 'a.ts', line: 1 }], factors: { 1: 'na', 2: 'pass' } } as const
  expect(scored(result, nobody).falseAlarms).toEqual(['one agent a.ts:1', 'one factor 2 pass'])
})

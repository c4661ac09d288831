import { expect, it } from 'vitest'
import { withTemporaryFolder } from '../../../test/temporary-folder.ts'
import { audit } from '../audit.ts'
import type { Audited } from '../score/scored.ts'
import { writeTree } from './source/write-tree.fixture.ts'

const tool = (
  name: string,
  effect: string,
  run: string,
): string => `import { defineTool, failed, makeError, succeeded } from 'twelvefold'
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
export const ${name} = defineTool({ name: '${name}', description: { prompt: 'clerk/${name}' },
  input: z.object({ id: z.string().describe('number of the order') }), output: z.object({}), effect: '${effect}',
  run: ${run} })`

const tree = {
  'prompts/clerk/next-step.md': 'You look up orders and pay them out.\n',
  'agents/clerk/look.ts': tool(
    'look',
    'read',
    `async ({ input, signal }) => { try { await git({ signal }) ; return succeeded({}) } catch (error) { return failed(makeError('git', error.message)) } }`,
  ).concat(
    `\nfunction git(options) { return new Promise((done) => execFile('git', ['log'], options, done)) }`,
  ),
  'agents/clerk/pay.ts': tool(
    'pay',
    'once',
    `async ({ signal }) => { await fetch('https://bank.example', { method: 'POST', signal }); return succeeded({}) }`,
  ),
  'agents/clerk/agent.ts': `import { approvals, contextWindow, defineAgent, doneForNow, limits, requestHumanInput, standardLoop } from 'twelvefold'
import { look } from './look.ts'
import { pay } from './pay.ts'
export const clerk = defineAgent({ name: 'clerk', prompt: 'clerk/next-step', model: 'anthropic/claude',
  tools: [look, pay, requestHumanInput, doneForNow],
  context: contextWindow({ budget: 4000 }),
  decide: (thread) => limits(thread, { steps: 12, consecutiveErrors: 3 }) ??
    approvals(thread, ({ tool }) => tool === 'pay', { to: 'support', deadline: '1d', escalateTo: ['oncall'] }) ?? standardLoop(thread) })`,
}

const auditOf = (over: Readonly<Record<string, string>> = {}): Promise<Audited> =>
  withTemporaryFolder((root) => {
    writeTree(root, { ...tree, ...over })
    return audit(root, { today: '2026-01-31' })
  })

const failing = ({ findings }: Audited): string[] =>
  findings
    .filter(({ verdict, level }) => verdict === 'fail' && level === 'MUST')
    .map((one) => one.requirement)

it('an agent of this runtime meets what the runtime vouches for', async () => {
  const audited = await auditOf()
  const [agent] = audited.facts.agents
  expect(agent?.control).toMatchObject({ owner: 'own', bound: { state: 'explicit', steps: 12 } })
  expect(agent?.context).toMatchObject({ input: 'built', bounded: 'yes', bound: { line: 6 } })
  expect(agent?.reached).toBe(true)
  expect(audited.facts.tools.map(({ name, effect }) => [name, effect])).toEqual([
    ['look', 'read'],
    ['pay', 'write'],
    ['request_human_input', 'ask'],
    ['done_for_now', 'end'],
  ])
  expect(audited.facts.prompts).toMatchObject([
    { origin: 'file', source: 'prompts/clerk/next-step.md', words: 8 },
  ])
  expect(failing(audited)).toEqual([])
})

const changed = (file: keyof typeof tree, from: string, to: string): Promise<Audited> =>
  auditOf({ [file]: tree[file].replace(from, () => to) })

it('what the code does against it is seen all the same', async () => {
  const agent = 'agents/clerk/agent.ts'
  const text = 'You look up the orders of customers, and you pay them out when support agrees.'
  expect(failing(await changed(agent, 'clerk/next-step', text))).toContain('F02-R2')
  expect(failing(await changed(agent, "tool === 'pay'", "tool === 'other_tool'"))).toContain('F07-R2')
  expect(failing(await changed(agent, 'steps: 12, ', ''))).toContain('F08-R2')
  expect(
    failing(await changed(agent, 'limits(thread', 'Date.now() - 5 > 0 ? undefined : limits(thread')),
  ).toContain('F12-R1')
  expect(
    failing(await changed('agents/clerk/look.ts', "makeError('git', error.message)", 'error.stack')),
  ).toContain('F09-R2')
})

it('a tool that says it reads and writes is a write', async () => {
  const audited = await changed('agents/clerk/look.ts', 'await git({ signal })', "await writeFile('x', 'y')")
  expect(audited.facts.tools[0]?.effect).toBe('write')
  expect(failing(audited)).toContain('F07-R2')
})

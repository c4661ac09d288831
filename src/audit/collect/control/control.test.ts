import { expect, it } from 'vitest'
import type { Control } from '../../facts/agent.ts'
import { agentIn, sceneOf } from '../scene-of.fixture.ts'
import { controlOf } from './control.ts'

function control(source: string, name?: string): Control {
  const scene = sceneOf(source)
  return controlOf(scene, agentIn(scene, name))
}

const said = ({ owner, bound }: Control): string => `${owner} ${bound.state} ${bound.steps ?? '-'}`

const loop = (head: string, before = '', inside = ''): string => `
import OpenAI from 'openai'
const openai = new OpenAI()
const MAX = 8
export async function agent(messages, limit = 4) {
  ${before}
  ${head} {
    ${inside}
    const reply = await openai.chat.completions.create({ model: 'gpt', messages, tools: [] })
    const calls = reply.choices[0].message.tool_calls
    if (!calls) return reply
    messages.push(...calls.map(handle))
  }
}
function handle(call) { return call }`

it('takes the bound in the header of a loop, through constants, defaults and the environment', () => {
  expect(said(control(loop('for (let i = 0; i < MAX; i++)')))).toBe('own explicit 8')
  expect(said(control(loop('for (let i = 0; i < limit; i++)')))).toBe('own explicit 4')
  expect(
    said(
      control(
        loop(
          'while (turns < most)',
          'let turns = 0; const most = Number(process.env.MOST ?? 12)',
          'turns += 1',
        ),
      ),
    ),
  ).toBe('own explicit 12')
  expect(said(control(loop('while (left-- > 0)', 'let left = 6')))).toBe('own explicit 6')
})

it('takes a count that is compared in the body, on every round', () => {
  expect(said(control(loop('while (true)', 'let n = 0', 'if (++n >= MAX) throw new Error("no")')))).toBe(
    'own explicit 8',
  )
  expect(said(control(loop('for (;;)', 'let n = 0', 'n++; if (n > 5 || stop) { break }')))).toBe(
    'own explicit 5',
  )
  expect(said(control(loop('while (true)', '', 'if (messages.length > 30) return')))).toMatch(
    /^own (none|explicit)/,
  )
})

it('does not take a bound that is not compared, counts something else, or is reset', () => {
  expect(said(control(loop('while (true)', 'const turns = 10')))).toBe('own none -')
  expect(said(control(loop('while (true)', 'let n = 0', 'if (bad) n++; if (n >= 3) break')))).toBe(
    'own none -',
  )
  expect(said(control(loop('while (true)', 'let n = 0', 'n++; if (n >= 3) break; n = 0')))).toBe('own none -')
  expect(said(control(loop('for (let i = 0; i < Infinity; i++)')))).toBe('own none -')
  expect(said(control(loop('while (true)', 'let n = 0', 'n++; if (n < 3) break')))).toBe('own none -')
})

const recursion = (signature: string, again: string, guard = ''): string => `
import OpenAI from 'openai'
const openai = new OpenAI()
export async function agent(${signature}) {
  ${guard}
  const reply = await openai.chat.completions.create({ model: 'gpt', messages, tools: [] })
  const next = reply.choices[0].message.tool_calls
  if (next) return ${again}
  return reply
}`

it('takes a depth that every call of itself changes and a condition compares', () => {
  expect(
    said(control(recursion('messages, depth = 0', 'agent(messages, depth + 1)', 'if (depth >= 5) return'))),
  ).toBe('own explicit 5')
  expect(
    said(
      control(recursion('{ messages, depth }', 'depth > 0 ? agent({ messages, depth: depth - 1 }) : reply')),
    ),
  ).toBe('own explicit -')
  expect(
    said(control(recursion('messages, depth = 0', 'agent(messages, depth)', 'if (depth >= 5) return'))),
  ).toBe('own none -')
  expect(said(control(recursion('messages', 'agent(messages)')))).toBe('own none -')
})

it('takes the recursion of a function whose loop only goes through the answer', () => {
  const source = `
import Anthropic from '@anthropic-ai/sdk'
const anthropic = new Anthropic()
export async function agent(messages) {
  const reply = await anthropic.messages.create({ model: 'claude', messages, tools: [] })
  for (const block of reply.content) {
    if (block.type === 'tool_use') {
      messages.push(block)
      return agent(messages)
    }
  }
  return reply
}`
  expect(said(control(source))).toBe('own none -')
})

it("tells a framework's loop from one with the repository's conditions", () => {
  const ai = (options: string): string =>
    `import { ToolLoopAgent, isStepCount, tool } from 'ai'\nexport const agent = new ToolLoopAgent({ model: 'm', tools: { a: tool({ inputSchema: {}, execute: () => 1 }) }, ${options} })`
  expect(said(control(ai('')))).toBe('framework default 20')
  expect(said(control(ai('stopWhen: isStepCount(5)')))).toBe('hooks explicit 5')
  const kinds = (options: string): string[] => control(ai(options)).hooks.map(({ kind }) => kind)
  expect(kinds('stopWhen: isStepCount(5)')).toEqual(['bound'])
  expect(kinds('stopWhen: ({ steps }) => steps.length >= 5')).toEqual(['bound'])
  expect(kinds('stopWhen: ({ steps }) => steps.at(-1).toolCalls.length === 0 && isDone(steps)')).toContain(
    'decides',
  )
  expect(kinds('prepareStep: ({ messages }) => ({ messages: messages.slice(-9) })')).toEqual(['decides'])
})

it('sees repeated calls that are noticed, and no look-up', () => {
  const noticed = (inside: string, before = ''): number =>
    control(loop('for (let i = 0; i < 9; i++)', before, inside)).noProgress.length
  const failures =
    'const failures = []; const message = ""; const tools = []; const call = {}; const seen = new Set()'
  expect(noticed('const key = JSON.stringify(call); if (key === last) return; last = key', 'let last')).toBe(
    1,
  )
  expect(noticed('if (failures.slice(-3).every((one) => one === message)) return', failures)).toBe(1)
  expect(noticed('if (seen.has(JSON.stringify(call))) break; seen.add(JSON.stringify(call))', failures)).toBe(
    1,
  )
  expect(
    noticed('const found = tools.find((one) => one.name === call.name); if (!found) break', failures),
  ).toBe(0)
  expect(noticed('failures.slice(-3).every((one) => one === message)', failures)).toBe(0)
})

it('follows a signal to the model and to what the code runs', () => {
  const cancels = (source: string): unknown => control(source).cancels
  const plain = loop('for (let i = 0; i < 9; i++)')
  expect(cancels(plain)).toEqual({ model: false, tools: false })
  expect(
    cancels(
      plain
        .replace('tools: [] })', 'tools: [] }, { signal })')
        .replace('return call }', 'return fetch(call, { signal }) }'),
    ),
  ).toEqual({
    model: true,
    tools: true,
  })
})

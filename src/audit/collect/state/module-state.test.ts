import { expect, it } from 'vitest'
import { agentIn, sceneOf } from '../scene-of.fixture.ts'
import { moduleStateOf } from './module-state.ts'

function kept(declarations: string, body: string): string[] {
  const scene = sceneOf(`import OpenAI from 'openai'
    const openai = new OpenAI()
    ${declarations}
    export async function run(messages) {
      while (true) {
        const reply = await openai.chat.completions.create({ messages })
        ${body}
        if (reply.choices[0].finish_reason === 'stop') return reply
        messages.push(reply.choices[0].message)
      }
    }`)
  return moduleStateOf(scene, agentIn(scene)).map(({ kind, name }) => `${name} ${kind}`)
}

it('finds what steers a later step', () => {
  expect(kept('const failures = []', 'failures.push(reply); if (failures.length > 3) return')).toEqual([
    'failures state',
  ])
  expect(kept('let round = 0', 'round++; if (round > 3) return')).toEqual(['round state'])
})

it('tells caches, clients and figures from it', () => {
  expect(
    kept('const pages = new Map()', 'if (!pages.has(reply.id)) pages.set(reply.id, await fetch(reply.id))'),
  ).toEqual(['pages cache'])
  expect(kept('let db', 'if (!db) db = new Database(); await db.save(reply)')).toEqual(['db client'])
  expect(kept('let used = 0', 'used += reply.usage.total; console.log(used)')).toEqual(['used metrics'])
})

it('leaves alone what no run changes, and what belongs to a library', () => {
  expect(kept('const limits = [1]\nlimits.push(2)', 'console.log(limits)')).toEqual([])
  expect(kept('const seen = createStore()', 'seen.set(reply.id, 1)')).toEqual([])
  expect(kept('', 'const local = []; local.push(reply)')).toEqual([])
})

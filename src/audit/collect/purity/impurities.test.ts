import { expect, it } from 'vitest'
import { agentIn, sceneOf } from '../scene-of.fixture.ts'
import { impuritiesOf } from './impurities.ts'

/** `kind:line what` for each impurity of the only agent. */
function impure(source: string | Record<string, string>, name?: string): string[] {
  const scene = sceneOf(source)
  return impuritiesOf(scene, agentIn(scene, name)).map(({ kind, line, what }) => `${kind}:${line} ${what}`)
}

const client = `import OpenAI from 'openai'
const openai = new OpenAI()`

it('sees the clock in the function that makes the prompt, in another file too', () => {
  const found = impure({
    'index.ts': `${client}
      import { system } from './system'
      export async function answer(text) {
        for (let i = 0; i < 5; i++) {
          const reply = await openai.chat.completions.create({ messages: [{ role: 'system', content: system() }, ...text] })
          if (!reply.choices[0].message.tool_calls) return reply
        }
      }`,
    'system.ts': `export const system = () => {
        const now = new Date().toISOString()
        return \`You are an assistant who helps people all day. Today is \${now}.\`
      }`,
  })
  expect(found).toEqual(['clock:2 new Date()'])
})

it('sees chance and the clock that a step leaves in its history, not what is logged or timed', () => {
  const found = impure(`${client}
    export async function run(messages) {
      while (true) {
        const started = Date.now()
        const reply = await openai.chat.completions.create({ messages, tools: [{ type: 'function', function: { name: 'a' } }] })
        console.log(new Date(), Date.now() - started)
        const call = reply.choices[0].message.tool_calls?.[0]
        if (!call) return reply
        messages.push({ role: 'tool', tool_call_id: call.id ?? crypto.randomUUID(), content: 'done', createdAt: new Date() })
      }
    }`)
  expect(found).toEqual(['random:10 crypto.randomUUID()'])
})

it('sees a setting of the process that decides in the step, not one that only sets up or prints', () => {
  const found = impure(`${client}
    export async function run(messages) {
      if (!process.env.KEY) throw new TypeError('no key')
      while (true) {
        const reply = await openai.chat.completions.create({ messages, model: process.env.MODEL })
        if (process.env.DEBUG) console.log(reply)
        if (process.env.DRY_RUN) return undefined
        if (reply.choices[0].finish_reason === 'stop') return reply
        messages.push(reply.choices[0].message)
      }
    }`)
  expect(found).toEqual(['environment:8 process.env.DRY_RUN'])
})

it('sees the first write to a list of the module in each function', () => {
  const found = impure(`${client}
    const history = []
    export async function ask(text) {
      history.push({ role: 'user', content: text })
      const reply = await openai.chat.completions.create({ messages: history })
      history.push(reply.choices[0].message)
      if (reply.choices[0].message.tool_calls) return ask('')
      return reply
    }`)
  expect(found).toEqual(['module-write:5 history'])
})

it('sees results that come in the order of completion', () => {
  const found = impure(`${client}
    export async function study(questions) {
      const notes = []
      while (true) {
        await Promise.all(questions.map(async (question) => { const page = await fetch(question); notes.push(page) }))
        const reply = await openai.chat.completions.create({ messages: [{ role: 'user', content: notes.join() }] })
        if (reply.choices[0].finish_reason === 'stop') return reply
      }
    }`)
  expect(found).toEqual(['race:6 notes in the order of completion'])
})

it('leaves tools and stores alone', () => {
  const found = impure(`import { generateText, tool, stepCountIs } from 'ai'
    const clock = tool({ description: 'time', inputSchema: {}, execute: async () => ({ now: new Date().toISOString(), n: Math.random() }) })
    export async function run(prompt) {
      return generateText({ model, prompt, tools: { clock }, stopWhen: stepCountIs(3) })
    }`)
  expect(found).toEqual([])
})

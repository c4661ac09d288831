import { expect, test } from 'vitest'
import { compactContext } from '../agents/command.ts'
import { standardLoop } from '../agents/standard-loop.ts'
import type { Event } from '../thread/event.ts'
import { toMarkdown } from '../thread/to-markdown.ts'
import { ada, call, prompts, scenario, typesOf } from '../../../test/scenario.ts'

test('the instructions are kept as they were sent, once, and the steps name them', async () => {
  const { store, run } = scenario({ replies: [call('no_such_tool')] })
  const thread = await run()
  const sent = thread.events.slice().flatMap((event) => {
    return event.type === 'next_step_chosen' ? [event.data.prompt.sentHash ?? ''] : []
  })
  expect(new Set(sent).size).toBe(1)
  const text = await store.text(sent[0]!)
  expect(JSON.parse(text!)).toMatchObject({
    instructions: 'tester/next-step',
    tools: [
      { name: 'request_human_input', description: 'twelvefold/request-human-input' },
      { name: 'done_for_now', description: 'twelvefold/done-for-now' },
    ],
  })
})

test('the prompt is kept once by its hash, and the steps name it, never its rendered text', async () => {
  const { store, run } = scenario({ replies: [call('nowhere')] })
  const thread = await run()
  const { source, hash } = await prompts.get('tester/next-step')
  expect(await store.text(hash)).toBe(source)
  const chosen = thread.events.slice().filter((event) => event.type === 'next_step_chosen')
  for (const event of chosen) expect(event.data.prompt).toMatchObject({ name: 'tester/next-step', hash })
  expect(JSON.stringify(chosen)).not.toContain('description: test')
})

test('a subscriber gets all events once, in order, from before and from now on, until the end', async () => {
  const { engine, agent } = scenario({ replies: [call('request_human_input', { question: 'which?' })] })
  const { threadId } = await engine.launch(agent.name, 'go')
  const seen: Event[] = []
  const reading = (async () => {
    for await (const event of engine.subscribe(threadId)) seen.push(event)
  })()
  await engine.drive(threadId)
  await engine.deliver(threadId, { requestId: '1', answer: 'replied', person: ada, text: 'x' })
  const { thread } = await engine.drive(threadId)
  await reading
  expect(seen).toEqual(thread.events.slice())
})

test('a subscriber that leaves is let go', async () => {
  const { engine, agent } = scenario({})
  const { threadId } = await engine.launch(agent.name, 'go')
  const leave = new AbortController()
  const seen: string[] = []
  for await (const event of engine.subscribe(threadId, { signal: leave.signal })) {
    seen.push(event.type)
    leave.abort()
  }
  expect(seen).toEqual(['thread_launched'])
})

test('custom events are stored and rendered, and change nothing', async () => {
  const { engine, run } = scenario({ replies: [call('request_human_input', { question: 'which?' })] })
  const before = await run()
  await engine.deliver(before.id, { type: 'custom.acme.invoice_seen', data: { number: 7 } })
  const after = await engine.get(before.id)
  expect(after.status).toBe(before.status)
  expect(toMarkdown(after)).toContain('custom.acme.invoice_seen** \n   `{"number":7}`')
  await expect(
    engine.deliver(before.id, { type: 'custom.' as 'custom.a.b', data: {} }),
  ).rejects.toMatchObject({ code: 'usage' })
})

test('a compacted context shows the summary in place of what was before', async () => {
  const seen: string[] = []
  const { run, agent } = scenario({
    replies: [call('nowhere', { secret: 'early' })],
    decide: (thread) => (thread.seq === 3 ? compactContext(3, 'one call failed') : standardLoop(thread)),
  })
  const thread = await run()
  const { messages } = agent.context(thread, { name: 'p', hash: 'h', text: 't' }, [])
  seen.push(JSON.stringify(messages))
  expect(typesOf(thread)).toContain('context_compacted')
  expect(seen[0]).toContain('one call failed')
  expect(seen[0]).not.toContain('"callId":"1"')
  expect(seen[0]).toContain('"callId":"2"')
})

test('what cannot be is refused with a code', async () => {
  const { engine, run } = scenario({})
  const { id } = await run()
  const by = ada
  await expect(engine.get('nothere')).rejects.toMatchObject({ code: 'thread_not_found' })
  await expect(engine.launch('nobody', 'go')).rejects.toMatchObject({ code: 'agent_not_found' })
  await expect(engine.launch('tester', ' ')).rejects.toMatchObject({ code: 'usage' })
  await expect(engine.pause(id, by)).rejects.toMatchObject({ code: 'status_conflict' })
  await expect(engine.resume(id, by)).rejects.toMatchObject({ code: 'status_conflict' })
  await expect(engine.cancel(id, by)).rejects.toMatchObject({ code: 'status_conflict' })
  await expect(engine.deliver(id, { requestId: '9', answer: 'approved', person: by })).rejects.toMatchObject({
    code: 'request_not_found',
  })
  await engine.close()
  await expect(engine.launch('tester', 'go')).rejects.toMatchObject({ code: 'closed' })
})

test('a message to a thread that waits is in the context of the next step', async () => {
  const { engine, run, agent } = scenario({ replies: [call('request_human_input', { question: 'which?' })] })
  const { id } = await run()
  await engine.deliver(id, { text: 'by the way', source: { trigger: 'test' } })
  await engine.deliver(id, { requestId: '1', answer: 'replied', person: ada, text: 'x' })
  const { thread } = await engine.drive(id)
  const { messages } = agent.context(thread, { name: 'p', hash: 'h', text: 't' }, [])
  expect(messages.map(({ role }) => role)).toEqual([
    'system',
    'user',
    'assistant',
    'tool',
    'user',
    'assistant',
    'tool',
  ])
})

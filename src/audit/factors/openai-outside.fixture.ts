// How the room booking of openai.fixture.ts is stored, launched and reached from outside.
export const store = `import pg from 'pg'
import type { Thread } from './thread.ts'

const pool = new pg.Pool()

export async function load(id: string): Promise<Thread | undefined> {
  const { rows } = await pool.query('SELECT version, events FROM threads WHERE id = $1', [id])
  return rows[0] && { id, version: rows[0].version, events: rows[0].events }
}

export async function save(thread: Thread): Promise<Thread> {
  const { rowCount } = await pool.query(
    'INSERT INTO threads VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET version = $2, events = $3 WHERE threads.version = $4',
    [thread.id, thread.version + 1, JSON.stringify(thread.events), thread.version],
  )
  if (rowCount === 0) throw new Error('somebody else has changed ' + thread.id)
  return { ...thread, version: thread.version + 1 }
}

export async function isFirstDelivery(id: string): Promise<boolean> {
  const { rowCount } = await pool.query('INSERT INTO deliveries VALUES ($1) ON CONFLICT DO NOTHING', [id])
  return rowCount === 1
}
`

export const runs = `import { randomUUID } from 'node:crypto'
import { load, save } from './store.ts'
import { statusOf, toMarkdown, withEvents } from './thread.ts'

export async function launch(text: string): Promise<{ id: string }> {
  const id = randomUUID()
  await save({ id, version: 0, events: [{ v: 1, type: 'received', text }] })
  return { id }
}

export async function query(id: string) {
  const thread = await load(id)
  return thread && { id, status: statusOf(thread), text: toMarkdown(thread) }
}

export async function answer(id: string, requestId: string, approved: boolean): Promise<void> {
  const thread = await load(id)
  const asked = thread?.events.find((event) => event.type === 'asked' && event.requestId === requestId)
  if (!thread || asked?.type !== 'asked') return
  await save(withEvents(thread, { v: 1, type: 'replied', requestId, callId: asked.callId, approved }))
}
`

export const server = `import { createHmac, timingSafeEqual } from 'node:crypto'
import express, { type Request, type Response } from 'express'
import { proceed } from './agent.ts'
import { answer, launch, query } from './runs.ts'
import { isFirstDelivery } from './store.ts'

const app = express()
app.use(express.json())

app.post('/wishes', async (request: Request, response: Response) => {
  if (!isSigned(request)) return response.status(401).json({ error: 'bad signature' })
  if (!(await isFirstDelivery(String(request.headers['x-delivery-id'])))) return response.json({})
  const { id } = await launch(String(request.body.text))
  await proceed(id, (text) => post(String(request.body.replyTo), text), AbortSignal.timeout(600_000))
  return response.status(202).json({ id })
})

app.get('/threads/:id', async (request: Request, response: Response) => {
  response.json(await query(String(request.params['id'])))
})

app.post('/threads/:id/answers', async (request: Request, response: Response) => {
  if (!isSigned(request)) return response.status(401).json({ error: 'bad signature' })
  const id = String(request.params['id'])
  await answer(id, request.body.requestId, request.body.approved === true)
  await proceed(id, (text) => post(String(request.body.replyTo), text), AbortSignal.timeout(600_000))
  return response.status(202).json({ id })
})

async function post(url: string, text: string): Promise<void> {
  await fetch(url, { method: 'POST', body: JSON.stringify({ text }) })
}

function isSigned(request: Request): boolean {
  const expected = createHmac('sha256', process.env['SECRET'] ?? '').update(JSON.stringify(request.body)).digest()
  const given = Buffer.from(String(request.headers['x-signature'] ?? ''), 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

app.listen(3000)
`

export const cli = `import { proceed } from './agent.ts'
import { launch, query } from './runs.ts'

const { id } = await launch(process.argv.slice(2).join(' '))
await proceed(id, async (text) => console.log(text), AbortSignal.timeout(600_000))
console.log(await query(id))
`

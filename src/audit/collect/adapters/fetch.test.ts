import { expect, it } from 'vitest'
import { fetch_ } from './fetch.ts'
import { seen } from './look-at-source.fixture.ts'
import { addressOf } from './model-address.ts'

it('sees a request with a base from the environment, its body in a variable', () => {
  const lines = seen(
    `const BASE = process.env.LLM_BASE_URL ?? 'https://api.openai.com/v1'
     const tools = [{ type: 'function', function: { name: 'add', description: 'Adds.', parameters: {} } }]
     const body = { model: 'gpt', messages: [{ role: 'system', content: 'Be brief.' }], tools }
     const answer = await fetch(\`\${BASE}/chat/completions\`, { method: 'POST', body: JSON.stringify(body), signal })`,
    [fetch_],
  )
  expect(lines).toEqual([
    "call fetch :4 messages=[{ role: 'system', content: 'Be… tools=(add declared by code) signal retries=none",
  ])
})

it('sees the wires of several providers', () => {
  const lines = seen(
    `await fetch('https://api.anthropic.com/v1/messages', { body: JSON.stringify({ model, system, messages, tools: [{ name: 'a', input_schema }] }) })
     await fetch(\`https://generativelanguage.googleapis.com/v1beta/models/\${model}:generateContent?key=\${key}\`,
       { body: JSON.stringify({ contents, tools: [{ functionDeclarations: [{ name: 'b', parameters: {} }] }], generationConfig: { responseSchema } }) })
     await fetch('http://localhost:11434/api/generate', { body: JSON.stringify({ model, prompt: 'Why?' }) })
     await fetch(new URL('/v1/responses', host), { body: JSON.stringify({ model, instructions: 'Be brief.', input, previous_response_id }) })`,
    [fetch_],
  )
  expect(lines).toEqual([
    'call fetch :1 system=system messages=messages tools=(a undescribed declared by code) retries=none',
    'call fetch :2 messages=contents tools=(b undescribed declared by code) schema retries=none',
    "call fetch :4 user='Why?' retries=none",
    "call fetch :5 system='Be brief.' messages=input retries=none hosted",
  ])
})

it('sees axios, got, ky, undici and clients with a base', () => {
  const lines = seen(
    `import axios from 'axios'
     import got from 'got'
     import ky from 'ky'
     import { request } from 'undici'
     const client = axios.create({ baseURL: 'https://openrouter.ai/api/v1' })
     await client.post('/chat/completions', { model, messages })
     await axios({ method: 'post', url: 'https://api.groq.com/openai/v1/chat/completions', data: { model, messages } })
     await axios.post('https://api.mistral.ai/v1/chat/completions', { model, messages }, { signal })
     await got.post('https://api.deepseek.com/chat/completions', { json: { model, messages }, retry: { limit: 2 } })
     await ky.post('https://api.x.ai/v1/chat/completions', { json: { model, messages } })
     await request('https://api.cohere.com/v2/chat', { body: JSON.stringify({ model, messages }) })`,
    [fetch_],
  )
  expect(lines).toEqual([
    'call axios.post :6 messages=messages retries=none',
    'call axios :7 messages=messages retries=none',
    'call axios.post :8 messages=messages signal retries=none',
    'call got.post :9 messages=messages retries=set',
    'call ky.post :10 messages=messages retries=none',
    'call undici.request :11 messages=messages retries=none',
  ])
})

it('knows a model by its body where the address is a setting', () => {
  const lines = seen(
    `export async function ask(endpoint, text) {
       return fetch(endpoint, { body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: text }], stream: true }) })
     }`,
    [fetch_],
  )
  expect(lines).toEqual(["call fetch :2 messages=[{ role: 'user', content: text … retries=none"])
})

it('leaves other requests alone', () => {
  const lines = seen(
    `import twilio from 'twilio'
     const client = twilio(id, token)
     client.messages.create({ to, body: 'Hi' })
     fetch('/api/chat', { method: 'POST', body: JSON.stringify({ model, messages: [{ role: 'user', content }] }) })
     fetch('https://api.openai.com/v1/models', { headers })
     fetch('https://api.openai.com/v1/embeddings', { body: JSON.stringify({ model, input: 'x' }) })
     fetch('https://hooks.slack.com/services/x', { body: JSON.stringify({ text: 'prompt' }) })
     fetch('https://api.example.com/orders', { body: JSON.stringify({ model: 'car', messages: [] }) })
     fetch(\`\${base}/v1/messages?to=\${number}\`)
     fetch(url); fetch(url, { body: JSON.stringify({ prompt: 'x' }) })`,
    [fetch_],
  )
  expect(lines).toEqual([])
})

it.each([
  ['https://api.openai.com/v1/chat/completions', 'model'],
  ['/v1/chat/completions', 'other'],
  ['https://api.openai.com/v1/audio/speech', 'other'],
  ['https://my-res.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=1', 'model'],
  ['https://api.together.xyz', 'provider'],
  ['https://example.com/messages', 'other'],
  ['…/v1/chat/completions', 'wire'],
  ['…', 'unknown'],
])('%s: %s', (url, address) => {
  expect(addressOf(url)).toBe(address)
})

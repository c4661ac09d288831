import { expect, it } from 'vitest'
import { seen } from '../look-at-source.fixture.ts'
import { otherSdks } from './index.ts'

const look = (source: string | Record<string, string>): string[] => seen(source, otherSdks)

it.each([
  ['groq-sdk', 'Groq', 'groq'],
  ['together-ai', 'Together', 'together'],
  ['@cerebras/cerebras_cloud_sdk', 'Cerebras', 'cerebras'],
])('sees %s in the shape of OpenAI', (name, client, framework) => {
  expect(
    look(`import ${client} from '${name}'
      const client = new ${client}({ apiKey })
      await client.chat.completions.create({ model, messages, tools: [{ type: 'function', function: { name: 'add', parameters } }], response_format })`),
  ).toEqual([
    `call ${framework}.chat.completions.create :3 messages=messages tools=(add undescribed declared by code) schema`,
  ])
})

it('sees Gemini by its older SDK: the model, the chat, the message', () => {
  expect(
    look(`import { GoogleGenerativeAI } from '@google/generative-ai'
      const model = new GoogleGenerativeAI(key).getGenerativeModel({
        model: 'gemini', systemInstruction: 'You plan.',
        tools: [{ functionDeclarations: [{ name: 'plan', description: 'Plans.', parameters }] }, { googleSearch: {} }],
        generationConfig: { responseSchema },
      })
      await model.generateContent(\`Plan \${what}\`)
      const chat = model.startChat({ history })
      await chat.sendMessage(text)`),
  ).toEqual([
    "call google.generateContent :7 system='You plan.' user=`Plan ${what}` tools=(plan declared by code; googleSearch declared by provider) schema retries=none",
    "call google.sendMessage :9 system='You plan.' messages=history user=text tools=(plan declared by code; googleSearch declared by provider) schema retries=none",
  ])
})

it('sees Gemini by its newer SDK', () => {
  expect(
    look(`import { GoogleGenAI } from '@google/genai'
      const ai = new GoogleGenAI({ apiKey })
      await ai.models.generateContent({ model, contents: 'Hi there', config: { systemInstruction, tools: [{ functionDeclarations: [add] }], abortSignal } })
      const chat = ai.chats.create({ model, config: { responseJsonSchema } })
      for await (const part of await chat.sendMessageStream({ message: text })) show(part)
      const add = { name: 'add', parametersJsonSchema }`),
  ).toEqual([
    "call google.models.generateContent :3 system=systemInstruction messages='Hi there' tools=(add undescribed declared by code) signal",
    'call google.chats.sendMessageStream :5 messages=text schema',
  ])
})

it('sees Mistral, Cohere, Ollama, Hugging Face', () => {
  expect(
    look(`import { Mistral } from '@mistralai/mistralai'
      import { CohereClientV2, CohereClient } from 'cohere-ai'
      import ollama, { Ollama } from 'ollama'
      import { InferenceClient } from '@huggingface/inference'
      await new Mistral({ apiKey }).chat.complete({ model, messages, tools: [] })
      await new Mistral({ apiKey }).beta.conversations.start({ inputs: 'Hi', instructions: 'Be kind.' })
      await new CohereClientV2({ token }).chat({ model, messages })
      await new CohereClient({ token }).chatStream({ message: 'Hi', preamble: 'Be kind.' })
      await ollama.chat({ model, messages, format: schema })
      await new Ollama({ host }).generate({ model, prompt, system })
      await new InferenceClient(token).chatCompletion({ model, messages })`),
  ).toEqual([
    'call mistral.chat.complete :5 messages=messages',
    "call mistral.beta.conversations.start :6 system='Be kind.' messages='Hi' hosted",
    'call cohere.chat :7 messages=messages',
    "call cohere.chatStream :8 system='Be kind.' user='Hi'",
    'call ollama.chat :9 messages=messages schema retries=none',
    'call ollama.generate :10 system=system user=prompt retries=none',
    'call huggingface.chatCompletion :11 messages=messages',
  ])
})

it('sees what a command of Bedrock asks', () => {
  expect(
    look(`import { BedrockRuntimeClient, ConverseCommand, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime'
      const client = new BedrockRuntimeClient({})
      const command = new ConverseCommand({ modelId, system: [{ text: 'You add.' }], messages,
        toolConfig: { tools: [{ toolSpec: { name: 'add', description: 'Adds.', inputSchema: { json } } }] } })
      await client.send(command, { abortSignal })
      await client.send(new InvokeModelCommand({ modelId, body: JSON.stringify({ messages }) }))
      await client.send(new ListCommand({}))`),
  ).toEqual([
    "call bedrock.converse :5 system=[{ text: 'You add.' }] messages=messages tools=(add declared by code) signal",
    'call bedrock.invokeModel :6 messages=JSON.stringify({ messages })',
  ])
})

it('sees the clients of Azure', () => {
  expect(
    look(`import { OpenAIClient } from '@azure/openai'
      import ModelClient from '@azure-rest/ai-inference'
      await new OpenAIClient(url, key).getChatCompletions(deployment, messages, { tools })
      await ModelClient(url, key).path('/chat/completions').post({ body: { messages } })`),
  ).toEqual([
    'call azure.getChatCompletions :3 messages=messages tools=(…)',
    'call azure.chat.completions.post :4 messages=messages',
  ])
})

it('leaves look-alikes alone', () => {
  expect(
    look(`import { S3Client } from '@aws-sdk/client-s3'
      import { Groq } from './own.ts'
      import { GoogleAuth } from 'google-auth-library'
      await new S3Client({}).send(command)
      await new Groq().chat.completions.create({ messages })
      await new GoogleAuth().models.generateContent({ contents })
      await mistral.chat.complete({ messages })`),
  ).toEqual([])
})

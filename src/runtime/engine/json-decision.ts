import type { Message, ToolSpec } from '../context/message.ts'
import type { ModelCall, ModelRequest } from '../models/model.ts'
import type { JsonObject } from '../thread/json.ts'

/**
 * The same request for an agent that decides by JSON: in place of tools a shape, which is the union of their inputs,
 * and earlier calls as the texts that they then were. Descriptions of the tools stand in the shape.
 */
export function jsonRequest({ messages, tools, ...rest }: ModelRequest): ModelRequest {
  return {
    ...rest,
    messages: messages.map(asText),
    tools: [],
    format: { name: 'next_step', schema: schemaOf(tools) },
  }
}

const schemas = new WeakMap<readonly ToolSpec[], JsonObject>()

function schemaOf(tools: readonly ToolSpec[]): JsonObject {
  const known = schemas.get(tools)
  if (known) return known
  const calls = tools.map(({ name, description, inputSchema }): JsonObject => ({
    type: 'object',
    description,
    properties: { tool: { type: 'string', enum: [name] }, input: inputSchema },
    required: ['tool', 'input'],
    additionalProperties: false,
  }))
  const schema: JsonObject = {
    type: 'object',
    properties: { calls: { type: 'array', minItems: 1, items: { anyOf: calls } } },
    required: ['calls'],
    additionalProperties: false,
  }
  schemas.set(tools, schema)
  return schema
}

// Messages of earlier turns are the same objects from request to request, and their texts are remembered by object.
const texts = new WeakMap<Message, Message>()

function asText(message: Message): Message {
  const known = texts.get(message)
  if (known) return known
  const made = textOf(message)
  texts.set(message, made)
  return made
}

function textOf(message: Message): Message {
  if (message.role === 'tool') {
    const { callId, tool, content: result } = message
    return { role: 'user', content: JSON.stringify({ callId, tool, result }) }
  }
  if (message.role !== 'assistant' || message.calls.length === 0) return message
  const calls = message.calls.map(({ tool, input }) => ({ tool, input }))
  return { role: 'assistant', content: JSON.stringify({ calls }), calls: [] }
}

/** Reads a decision that was written as JSON, also in a fence; a single call need not stand in a list. */
export function parseDecision(
  text: string,
): { readonly calls: readonly ModelCall[] } | { readonly problem: string } {
  const fenced = /^\s*```(?:json)?\s*\n([\s\S]*?)\n\s*```\s*$/.exec(text)
  let parsed: unknown
  try {
    parsed = JSON.parse(fenced?.[1] ?? text)
  } catch {
    // What is no JSON at all is prose, or nothing.
    return text.trim().startsWith('{') ? { problem: 'the reply is no JSON' } : { calls: [] }
  }
  const { calls = [parsed] } = (isRecord(parsed) ? parsed : {}) as { readonly calls?: unknown }
  if (!Array.isArray(calls)) return { problem: 'calls is no list' }
  const found: ModelCall[] = []
  for (const call of calls as readonly unknown[]) {
    if (!isRecord(call) || typeof call['tool'] !== 'string') return { problem: 'a call names no tool' }
    found.push({ tool: call['tool'], input: call['input'] })
  }
  return { calls: found }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

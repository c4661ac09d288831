import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { redactJson } from '../errors/redact-json.ts'
import { canonicalJson, toJson, type JsonObject } from '../thread/json.ts'
import { isOf, type Shape } from '../thread/shape.ts'
import { ModelCallFailed, ModelUnavailable } from '../twelvefold-error.ts'
import type { Model, ModelReply, ModelRequest, ReplyDelta } from './model.ts'
import { resolveModel } from './resolve-model.ts'

export interface CassetteOptions {
  /** JSONL: a header, then a line per request and reply. */
  readonly file: string | URL
  /** The model to record, ours or an AI SDK provider's; without it the file is replayed. */
  readonly record?: unknown
  /** Values that must not enter the file, beside what looks like a secret. */
  readonly masked?: readonly string[]
}

/**
 * A model that was recorded once, and is replayed without a key, a network and a bill. The file holds hashes of
 * requests, never their text, and replies without secrets. A recording passes everything on and says `provider`; a
 * replay says `scripted`, answers each request that it knows with the newest reply to it, and refuses all others.
 */
export function cassette({ file, record, masked = [] }: CassetteOptions): Model {
  const path = file instanceof URL ? fileURLToPath(file) : file
  return record === undefined ? replaying(path, masked) : recording(path, resolveModel(record), masked)
}

interface Line {
  readonly request: string
  readonly reply: ModelReply
}

function recording(path: string, model: Model, masked: readonly string[]): Model {
  return {
    id: model.id,
    source: model.source,
    async reply(request, signal, onDelta) {
      const reply = await model.reply(request, signal, onDelta)
      if (!existsSync(path)) {
        mkdirSync(dirname(path), { recursive: true })
        appendFileSync(path, `${JSON.stringify({ twelvefold: 'cassette', v: 1, model: model.id })}\n`)
      }
      const clean = redactJson(reply as unknown as JsonObject, masked)
      appendFileSync(path, `${JSON.stringify({ request: hashOf(request, masked), reply: clean })}\n`)
      return reply
    },
  }
}

function replaying(path: string, masked: readonly string[]): Model {
  let read: ReturnType<typeof readCassette> | undefined
  const known = (): ReturnType<typeof readCassette> => (read ??= readCassette(path))
  return {
    get id() {
      return `cassette:${known().model}`
    },
    source: 'scripted',
    async reply(request, _, onDelta) {
      const hash = hashOf(request, masked)
      const reply = known().replies.get(hash)
      if (!reply) {
        throw new ModelCallFailed(`the cassette holds no reply to this request (${hash.slice(0, 12)})`, {
          retryable: false,
          hint: `what is sent has changed since ${path} was recorded: record it again`,
        })
      }
      if (onDelta) stream(reply, onDelta)
      return reply
    },
  }
}

/** Of what is sent, without secrets: a replay, in which they are masked already, sends the same. */
function hashOf(request: ModelRequest, masked: readonly string[]): string {
  const { messages, tools, settings = {}, format = {} } = request
  const sent = redactJson(toJson({ messages, tools, settings, format }), masked)
  return createHash('sha256').update(canonicalJson(sent)).digest('hex')
}

function stream({ text, calls }: ModelReply, onDelta: (delta: ReplyDelta) => void): void {
  if (text !== undefined) for (const word of text.split(/(?<=\s)/)) onDelta({ text: word })
  for (const { tool, input } of calls) onDelta({ text: JSON.stringify(input), tool })
}

const header: Shape = { twelvefold: 'string', v: 'number', model: 'string' }
const usage: Shape = {
  inputTokens: 'number?',
  outputTokens: 'number?',
  cachedInputTokens: 'number?',
  cacheWriteTokens: 'number?',
  reasoningTokens: 'number?',
}
const call: Shape = { tool: 'string', input: 'json', id: 'string?' }
const line: Shape = {
  request: 'string',
  reply: { calls: [call, 'list'], text: 'string?', usage, cut: 'string?' },
}

/** @throws ModelUnavailable where the file is not there, or is no cassette */
function readCassette(path: string): { readonly model: string; readonly replies: Map<string, ModelReply> } {
  const [first, ...lines] = linesOf(path).map((text, i) => parseLine(path, text, i + 1))
  if (!isOf(header, first) || (first as { twelvefold: string }).twelvefold !== 'cassette') {
    throw new ModelUnavailable(`${path} is no cassette: it does not begin with a header`, {
      hint: 'record one: cassette({ file, record: model })',
    })
  }
  const replies = new Map<string, ModelReply>()
  lines.forEach((found, i) => {
    if (!isOf(line, found)) throw damaged(path, i + 2)
    const { request, reply } = found as Line
    replies.set(request, reply)
  })
  return { model: (first as { model: string }).model, replies }
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8')
      .split(/\r?\n/)
      .filter((text) => text !== '')
  } catch (cause) {
    throw new ModelUnavailable(`the cassette ${path} cannot be read: ${(cause as Error).message}`, {
      hint: 'record it first: cassette({ file, record: model })',
      cause,
    })
  }
}

function parseLine(path: string, text: string, number: number): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw damaged(path, number, cause)
  }
}

function damaged(path: string, number: number, cause?: unknown): ModelUnavailable {
  return new ModelUnavailable(`${path}:${number} is no line of a cassette`, {
    hint: 'remove the line, or record the cassette again',
    ...(cause === undefined ? {} : { cause }),
  })
}

import { compactError, makeError, type CompactError } from '../errors/compact-error.ts'
import type { Cut, ModelCall, ModelReply } from '../models/model.ts'
import { toJson, type JsonObject, type JsonValue } from '../thread/json.ts'
import { doneForNow } from '../tools/built-in.ts'
import { inputHashOf } from './input-hash.ts'
import { parseDecision } from './json-decision.ts'

export interface Chosen {
  readonly tool: string
  readonly input: JsonObject
  readonly inputHash: string
}

export type ReadReply =
  | { readonly calls: readonly Chosen[]; readonly text?: string }
  | { readonly error: CompactError; readonly text?: string }

/** Calls in one reply: more than a person would look through. */
const MAX_CALLS = 32
/** Characters in all inputs of a reply: as many as an input of a thread may have. */
const MAX_INPUT = 200_000
/** Characters that are kept of what the model says. */
const MAX_TEXT = 20_000
/** What providers accept, with room to say what was wrong. */
const MAX_TOOL_NAME = 100

/** What the model wrote as a next step, or what makes it none: all of it, as half of a decision is another one. */
export function readReply(reply: ModelReply, decision: 'tools' | 'json' = 'tools'): ReadReply {
  const said = reply.text === undefined ? {} : { text: shortened(reply.text) }
  const refuse = (code: string, message: string): ReadReply => ({ error: makeError(code, message), ...said })
  if (reply.cut !== undefined) return refuse(...cuts[reply.cut])
  const decided = decision === 'json' && reply.calls.length === 0 ? parseDecision(reply.text ?? '') : reply
  if ('problem' in decided) return refuse('malformed_json', decided.problem)
  const { calls } = decided
  if (calls.length === 0) {
    if ((reply.text ?? '').trim() === '') return refuse('empty_reply', 'the reply is empty')
    return refuse('no_call', 'the reply names no tool')
  }
  if (calls.length > MAX_CALLS) return refuse('too_many_calls', `${calls.length} calls, at most ${MAX_CALLS}`)
  if (hasTwins(calls)) return refuse('duplicate_call_id', 'two calls have the same id')
  if (calls.filter(({ tool }) => tool === doneForNow.name).length > 1) {
    return refuse('two_endings', `${doneForNow.name} is called twice: what came of it must be said once`)
  }
  const chosen = readCalls(calls)
  // A decision that was read from the text need not be kept twice.
  return 'error' in chosen ? { ...chosen, ...said } : { calls: chosen, ...(decided === reply ? said : {}) }
}

const cuts: Readonly<Record<Cut, readonly [code: string, message: string]>> = {
  length: ['cut_off', 'the reply was cut off at its greatest length'],
  filter: ['refused', 'the model refused, or a filter of its provider did'],
  error: ['model_error', 'the model broke off with an error of its own'],
}

function hasTwins(calls: readonly ModelCall[]): boolean {
  if (calls.length === 1) return false
  const ids = calls.flatMap(({ id }) => (id === undefined ? [] : [id]))
  return new Set(ids).size < ids.length
}

function readCalls(calls: readonly ModelCall[]): readonly Chosen[] | { readonly error: CompactError } {
  const chosen: Chosen[] = []
  let size = 0
  for (const { tool, input } of calls) {
    if (tool.length > MAX_TOOL_NAME)
      return { error: makeError('malformed_call', 'a tool has an endless name') }
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      return { error: makeError('malformed_input', `the input of ${tool} is no JSON object`) }
    }
    try {
      const json = toJson(input) as JsonObject
      const forbidden = forbiddenKey(json)
      if (forbidden !== undefined) {
        return { error: makeError('forbidden_key', `the input of ${tool} has the key ${forbidden}`) }
      }
      size += sizeOf(json)
      if (size > MAX_INPUT) {
        return { error: makeError('input_too_large', `the inputs have over ${MAX_INPUT} characters`) }
      }
      chosen.push({ tool, input: json, inputHash: inputHashOf(json) })
    } catch (thrown) {
      return { error: compactError(thrown) }
    }
  }
  return chosen
}

/** Keys by which data would become the prototype of an object that somebody copies it into. */
function forbiddenKey(value: JsonValue): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return firstOf(value as readonly JsonValue[])
  const object = value as JsonObject
  if (Object.hasOwn(object, '__proto__')) return '__proto__'
  const constructor = Object.hasOwn(object, 'constructor') ? object['constructor'] : undefined
  if (typeof constructor === 'object' && constructor !== null && Object.hasOwn(constructor, 'prototype')) {
    return 'constructor.prototype'
  }
  return firstOf(Object.values(object))
}

function firstOf(values: readonly JsonValue[]): string | undefined {
  for (const value of values) {
    const found = forbiddenKey(value)
    if (found !== undefined) return found
  }
  return undefined
}

/** About as many characters as its JSON has. */
function sizeOf(value: JsonValue): number {
  if (typeof value === 'string') return value.length + 2
  if (typeof value !== 'object' || value === null) return 6
  const members: readonly (readonly [string, JsonValue])[] = Object.entries(value)
  return members.reduce((sum, [key, member]) => sum + key.length + 4 + sizeOf(member), 2)
}

function shortened(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text
}

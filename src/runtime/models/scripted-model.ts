import { estimateTokens } from '../context/estimate-tokens.ts'
import type { Model, ModelReply, ModelRequest } from './model.ts'

export interface ScriptedReply {
  readonly calls?: readonly { readonly tool: string; readonly input: unknown }[]
  readonly text?: string
}

/** Rules in place of a model: a pure function of the request, so the same thread gets the same reply. */
export type Script = (request: ModelRequest) => ScriptedReply

/** A model that follows a script and says that it does. Its usage is an estimate by tokenx. */
export function scriptedModel(script: Script, name = 'scripted'): Model {
  return {
    id: name,
    source: 'scripted',
    async reply(request): Promise<ModelReply> {
      const { calls = [], text } = script(request)
      return {
        calls,
        ...(text === undefined ? {} : { text }),
        usage: {
          inputTokens: sum(request.messages.map(tokensOf)),
          outputTokens: estimateTokens(JSON.stringify(calls)) + estimateTokens(text ?? ''),
        },
      }
    },
  }
}

// The messages of earlier turns are the same objects from request to request.
const known = new WeakMap<object, number>()

function tokensOf(message: object): number {
  const tokens = known.get(message) ?? estimateTokens(JSON.stringify(message))
  known.set(message, tokens)
  return tokens
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

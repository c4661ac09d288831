import type { Agent } from '../agents/agent.ts'
import { redactJson } from '../errors/redact-json.ts'
import { redactText } from '../errors/redact.ts'
import type { NewEvent } from '../thread/event.ts'
import type { JsonObject, JsonValue } from '../thread/json.ts'
import { inputHashOf } from './input-hash.ts'

/** Masks secrets in all that leaves a run: the shapes that secrets have, and the values that this engine knows. */
export interface Redactor {
  /** What may be stored of an event's data; the same object where there is nothing to mask. */
  readonly event: (type: NewEvent['type'], data: JsonObject) => JsonObject
  readonly json: <T extends JsonValue>(value: T) => T
  readonly text: (text: string) => string
  /** One more value that must not be seen. */
  readonly learn: (value: string) => void
}

export interface KnownSecrets {
  /** Values that no tool asks for, and that must not be seen either. */
  readonly masked: readonly string[]
  readonly agents: readonly Agent[]
  readonly secrets: (name: string) => string | undefined
}

/** Nothing is asked for before the first event; then every secret that a tool declares is, so that none comes first. */
export function createRedactor(known: KnownSecrets): Redactor {
  let values: readonly string[] | undefined
  const all = (): readonly string[] => (values ??= formsOf(declared(known)))
  const json = <T extends JsonValue>(value: T): T => redactJson(value, all())
  return {
    json,
    text: (text) => redactText(text, all()),
    event(type, data) {
      const clean = json(data)
      return clean === data ? data : hashedAnew(type, clean)
    },
    learn(value) {
      if (!all().includes(value)) values = formsOf([...all(), value])
    },
  }
}

function declared({ masked, agents, secrets }: KnownSecrets): readonly string[] {
  const names = new Set(
    agents.flatMap(({ tools, toolsets = [] }) => [...tools, ...toolsets].flatMap((one) => one.secrets)),
  )
  const values = [...names].map((name) => {
    try {
      return secrets(name)
    } catch {
      // The tool that needs it will say so.
      return undefined
    }
  })
  return [...masked, ...values.filter((value) => value !== undefined)]
}

/** A line of a key file is long; a shorter line may be any word. */
const SHORTEST_LINE = 20
const SHORTEST = 4

/** A secret as it may be met: as it is, in a URL, in base64, its single lines. The longest first: one may hold another. */
function formsOf(values: readonly string[]): readonly string[] {
  const forms = values.flatMap((value) => {
    const lines = value.split(/\r?\n/).filter((line) => line.length >= SHORTEST_LINE)
    return [value, encodeURIComponent(value), Buffer.from(value).toString('base64'), ...lines]
  })
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST).sort((a, b) => b.length - a.length)
}

/** An input that was masked is another input: what a person approves is bound to the one that is in the event. */
function hashedAnew(type: NewEvent['type'], data: JsonObject): JsonObject {
  if (type === 'next_step_chosen') {
    const calls = data['calls'] as readonly { readonly input: JsonObject }[]
    return { ...data, calls: calls.map((call) => ({ ...call, inputHash: inputHashOf(call.input) })) }
  }
  if (type !== 'human_answered' || data['input'] === undefined) return data
  return { ...data, inputHash: inputHashOf(data['input'] as JsonObject) }
}

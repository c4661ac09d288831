import { isOwnError } from '../errors/own-error.ts'
import { textsOf } from '../prompts/parse-prompt.ts'
import type { PromptLibrary } from '../prompts/prompt.ts'
import { renderPrompt, wholeText } from '../prompts/render-prompt.ts'
import { variablesOf } from '../prompts/variables-of.ts'
import type { NewEvent, Told } from '../thread/event.ts'
import type { JsonObject } from '../thread/json.ts'
import type { Workshop } from './workshop.ts'

/** The prompt files in which the engine itself speaks to a model: the user's, as all others are. */
export const MALFORMED_REPLY = 'twelvefold/malformed-reply'
const FAILED_CALL = 'twelvefold/failed-call'

/** What may have to be said in answer to a reply is looked for before it comes. Rejects with PromptNotFound. */
export async function requireOwnPrompts(prompts: PromptLibrary): Promise<void> {
  await prompts.get(MALFORMED_REPLY)
  await prompts.get(FAILED_CALL)
}

export interface StoredText {
  readonly hash: string
  readonly text: string
}

export interface Said {
  readonly told: Told
  /** The prompt file, to be kept once by its hash. */
  readonly texts: readonly StoredText[]
}

interface Values {
  readonly trusted?: JsonObject
  readonly untrusted?: JsonObject
}

/**
 * What the model is told, rendered from a prompt file when it happens, so that it stays what it was. The file declares
 * as many of the variables as it has use for. Rejects with PromptNotFound or PromptInvalid.
 */
export async function sayIn(
  name: string,
  { trusted = {}, untrusted = {} }: Values,
  prompts: PromptLibrary,
): Promise<Said> {
  const prompt = await prompts.get(name)
  const known = variablesOf(prompt)
  const declared = (values: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(values).filter(([key]) => Object.hasOwn(known, key)))
  const text = wholeText(renderPrompt(prompt, declared(untrusted), { trusted: declared(trusted) }))
  return { told: { prompt: { name, hash: prompt.hash }, text }, texts: textsOf(prompt) }
}

/** The same for what has happened, which must be appended, told or not: it never rejects. */
export async function tell(
  name: string,
  values: Values,
  { prompts, log }: Workshop,
): Promise<Said | undefined> {
  try {
    return await sayIn(name, values, prompts)
  } catch (thrown) {
    log({ level: 'error', message: `${name}: ${String(thrown)}` })
    return undefined
  }
}

/** Events in which a call failed for a reason of ours carry what the model is told about it. */
export async function withTold(
  events: readonly NewEvent[],
  workshop: Workshop,
): Promise<{ readonly events: readonly NewEvent[]; readonly texts: readonly StoredText[] }> {
  if (!events.some(isRefusal)) return { events, texts: [] }
  const texts: StoredText[] = []
  const told = events.map(async (event): Promise<NewEvent> => {
    if (!isRefusal(event)) return event
    const { code, message } = event.data.response.error
    const said = await tell(
      FAILED_CALL,
      { trusted: { reason: code }, untrusted: { problem: message } },
      workshop,
    )
    if (!said) return event
    texts.push(...said.texts)
    return { ...event, data: { ...event.data, told: said.told } }
  })
  return { events: await Promise.all(told), texts }
}

type Refusal = Extract<NewEvent, { readonly type: 'tool_call_failed' }>

function isRefusal(event: NewEvent): event is Refusal {
  const closes = event.type === 'tool_call_failed' || event.type === 'tool_call_reconciled'
  if (!closes) return false
  const { response } = (event as Refusal).data
  return !(response as { success: boolean }).success && isOwnError(response.error)
}

import { hash } from 'node:crypto'
import type { CommandOf } from '../../agents/command.ts'
import { messageText, type Message } from '../../context/message.ts'
import { compactError, makeError } from '../../errors/compact-error.ts'
import type { Model, ModelReply, ModelRequest } from '../../models/model.ts'
import type { Call, Event, EventData, ModelRecord, NewEvent } from '../../thread/event.ts'
import { toJson, type JsonObject } from '../../thread/json.ts'
import type { Thread } from '../../thread/thread.ts'
import { failed } from '../../tools/tool.ts'
import { validate } from '../../tools/schema.ts'
import { ModelCallFailed } from '../../twelvefold-error.ts'
import { inputHashOf } from '../input-hash.ts'
import { keepLate, orAborted } from '../late.ts'
import type { Carry, Ports } from '../ports.ts'
import { costOf } from '../prices.ts'
import { prepareRequest, type Prepared } from '../prepare-request.ts'

/** Tries per command; beyond them the failure becomes an event and control flow decides. */
const MAX_ATTEMPTS = 3
const FIRST_BACKOFF_MS = 500
const LONGEST_BACKOFF_MS = 60_000

export const askModel: Carry<CommandOf<'ask_model'>> = async (command, ports) => {
  const { journal, workshop, agent } = ports
  const prepared = await prepareRequest(command, ports)
  const model = await workshop.model(agent)
  const keep = async (reply: ModelReply): Promise<readonly Event[]> => {
    const outcome = readReply(reply)
    const problems = 'error' in outcome ? [] : await problemsOf(outcome.calls, ports)
    const cost = costOf(workshop.prices, agent, model, reply.usage)
    const record = { ...recordOf(model, prepared, reply), ...(cost === undefined ? {} : { cost }) }
    const { texts: prompts } = prepared
    return journal.record((thread) => eventsOf(thread, record, outcome, problems), { prompts })
  }
  const reply = await replyWithRetries(model, prepared.request, ports)
  if ('usage' in reply) return keep(reply)
  if ('late' in reply) {
    keepLate(workshop, reply.late.then(keep))
    return journal.refresh().then(() => [])
  }
  return journal.record(() => [{ type: 'model_call_failed', data: reply }])
}

type Failure = EventData['model_call_failed']

/** The reply, or why there is none; after a cancel the reply that may still come is `late`. */
async function replyWithRetries(
  model: Model,
  request: ModelRequest,
  { signal, workshop }: Ports,
): Promise<ModelReply | Failure | { readonly late: Promise<ModelReply> }> {
  for (let attempt = 1; ; attempt++) {
    const late = model.reply(request, signal)
    try {
      const reply = await orAborted(late, signal)
      return reply ?? { late }
    } catch (thrown) {
      const retryable = !(thrown instanceof ModelCallFailed) || thrown.retryable
      if (!retryable || attempt === MAX_ATTEMPTS || signal.aborted) {
        return { error: { ...compactError(thrown), retryable }, attempts: attempt }
      }
      const asked = thrown instanceof ModelCallFailed ? thrown.retryAfterMs : undefined
      const backoff = asked ?? FIRST_BACKOFF_MS * 2 ** (attempt - 1)
      await workshop.clock.sleep(Math.min(backoff, LONGEST_BACKOFF_MS), signal)
    }
  }
}

function recordOf(model: Model, { prompt, request, sentHash }: Prepared, { usage }: ModelReply): ModelRecord {
  const { id, source } = model
  const { name, hash } = prompt
  return { model: { id, source }, prompt: { name, hash, sentHash }, contextHash: hashMessages(request.messages), usage }
}

type Chosen = { readonly tool: string; readonly input: JsonObject; readonly inputHash: string }
type Outcome =
  | { readonly calls: readonly Chosen[]; readonly text?: string }
  | { readonly error: ReturnType<typeof makeError>; readonly text?: string }

/** What the model wrote as a next step, or what is wrong with it. */
function readReply({ calls, text }: ModelReply): Outcome {
  const words = text === undefined ? {} : { text }
  if (calls.length === 0) return { error: makeError('no_call', 'the reply names no tool'), ...words }
  const chosen: Chosen[] = []
  for (const { tool, input } of calls) {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      return { error: makeError('malformed_input', `the input of ${tool} is no JSON object`), ...words }
    }
    try {
      const json = toJson(input) as JsonObject
      chosen.push({ tool, input: json, inputHash: inputHashOf(json) })
    } catch (thrown) {
      return { error: compactError(thrown), ...words }
    }
  }
  return { calls: chosen, ...words }
}

/** For each call, what makes it impossible to run: such a call is closed in the moment in which it is chosen. */
async function problemsOf(calls: readonly Chosen[], { agent }: Ports): Promise<(Problem | undefined)[]> {
  return Promise.all(
    calls.map(async (call) => {
      const tool = agent.tools.find((one) => one.name === call.tool)
      if (!tool) {
        return makeError('unknown_tool', `there is no tool ${call.tool}`, `tools: ${namesOf(agent.tools)}`)
      }
      const checked = await validate(tool.inputSchema, call.input)
      return 'problem' in checked ? makeError('invalid_input', checked.problem) : undefined
    }),
  )
}

type Problem = ReturnType<typeof makeError>

function eventsOf(
  thread: Thread,
  record: ModelRecord,
  outcome: Outcome,
  problems: readonly (Problem | undefined)[],
): readonly NewEvent[] {
  const words = outcome.text === undefined ? {} : { text: outcome.text }
  if ('error' in outcome) {
    return [{ type: 'next_step_malformed', data: { ...record, error: outcome.error, ...words } }]
  }
  const first = thread.counters.calls + 1
  const calls = outcome.calls.map((call, i): Call => ({ callId: String(first + i), ...call }))
  const refused = calls.flatMap(({ callId }, i): NewEvent[] => {
    const problem = problems[i]
    return problem ? [{ type: 'tool_call_failed', data: { callId, response: failed(problem) } }] : []
  })
  return [{ type: 'next_step_chosen', data: { ...record, calls, ...words } }, ...refused]
}

function namesOf(tools: readonly { readonly name: string }[]): string {
  return tools.map((tool) => tool.name).join(', ')
}

// Messages of earlier turns are the same objects from request to request: each is hashed once.
const hashes = new WeakMap<Message, string>()

/** sha256 over the sha256 of each message. */
function hashMessages(messages: readonly Message[]): string {
  // Joined first: a call into the hash for each of them costs more than the hashing.
  return hash('sha256', messages.map(hashMessage).join(''), 'hex')
}

function hashMessage(message: Message): string {
  const known = hashes.get(message)
  if (known !== undefined) return known
  const made = hash('sha256', messageText(message), 'hex')
  hashes.set(message, made)
  return made
}

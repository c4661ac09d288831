import { hash } from 'node:crypto'
import type { CommandOf } from '../../agents/command.ts'
import { messageText, type Message } from '../../context/message.ts'
import { compactError, type CompactError } from '../../errors/compact-error.ts'
import { ownError } from '../../errors/own-error.ts'
import type { Model, ModelReply } from '../../models/model.ts'
import type { Call, Event, EventData, ModelRecord, NewEvent } from '../../thread/event.ts'
import type { Thread } from '../../thread/thread.ts'
import { validate } from '../../tools/schema.ts'
import { failed, type Tool } from '../../tools/tool.ts'
import { callModel } from '../call-model.ts'
import { keepLate } from '../late.ts'
import type { Carry, Ports } from '../ports.ts'
import { costOf } from '../prices.ts'
import { prepareRequest, type Prepared } from '../prepare-request.ts'
import { readReply, type Chosen, type ReadReply } from '../read-reply.ts'
import { MALFORMED_REPLY, tell } from '../tell.ts'

export const askModel: Carry<CommandOf<'ask_model'>> = async (command, ports) => {
  const { journal, workshop, agent } = ports
  const prepared = await prepareRequest(command, ports)
  const model = await workshop.model(agent)
  const keep = async (reply: ModelReply): Promise<readonly Event[]> => {
    const outcome = readReply(reply, agent.decision)
    const problems = 'error' in outcome ? [] : await problemsOf(outcome.calls, ports)
    const said =
      'error' in outcome
        ? await tell(MALFORMED_REPLY, { trusted: { reason: outcome.error.code } }, workshop)
        : undefined
    const cost = costOf(workshop.prices, agent, model, reply.usage)
    const record = { ...recordOf(model, prepared, reply), ...(cost === undefined ? {} : { cost }) }
    return journal.record((thread) => eventsOf(thread, { record, outcome, problems, reask: said?.told }), {
      prompts: [...prepared.texts, ...(said?.texts ?? [])],
    })
  }
  const reply = await callModel(model, prepared.request, ports)
  if ('usage' in reply) return keep(reply)
  if ('late' in reply) {
    keepLate(workshop, reply.late.then(keep))
    return journal.refresh().then(() => [])
  }
  return journal.record(() => [{ type: 'model_call_failed', data: reply }])
}

function recordOf(model: Model, { prompt, request, sentHash }: Prepared, { usage }: ModelReply): ModelRecord {
  const { id, source } = model
  const { name, hash } = prompt
  return {
    model: { id, source },
    prompt: { name, hash, sentHash },
    contextHash: hashMessages(request.messages),
    usage,
  }
}

/** For each call, what makes it impossible to run: such a call is closed in the moment in which it is chosen. */
async function problemsOf(calls: readonly Chosen[], { agent }: Ports): Promise<(Problem | undefined)[]> {
  return Promise.all(
    calls.map(async (call) => {
      const tool = agent.tools.find((one) => one.name === call.tool)
      if (!tool) {
        return ownError('unknown_tool', `there is no tool ${call.tool}`, {
          hint: `tools: ${namesOf(agent.tools)}`,
        })
      }
      return problemOf(tool, call)
    }),
  )
}

async function problemOf(tool: Tool, call: Chosen): Promise<Problem | undefined> {
  try {
    const checked = await validate(tool.inputSchema, call.input)
    return 'problem' in checked ? ownError('invalid_input', checked.problem) : undefined
  } catch (thrown) {
    // A schema of the user's own may throw: what it could not check does not run.
    return ownError('invalid_input', compactError(thrown).message)
  }
}

type Problem = CompactError

interface Reading {
  readonly record: ModelRecord
  readonly outcome: ReadReply
  readonly problems: readonly (Problem | undefined)[]
  readonly reask: EventData['next_step_malformed']['reask']
}

function eventsOf(thread: Thread, { record, outcome, problems, reask }: Reading): readonly NewEvent[] {
  const words = outcome.text === undefined ? {} : { text: outcome.text }
  if ('error' in outcome) {
    const told = reask ? { reask } : {}
    return [{ type: 'next_step_malformed', data: { ...record, error: outcome.error, ...words, ...told } }]
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

import { AnswerNotAllowed, RequestNotFound, UsageError } from '../../twelvefold-error.ts'
import type { Event, EventData, EventOf, NewEvent } from '../../thread/event.ts'
import { isEnded, type OpenRequest, type Thread } from '../../thread/thread.ts'
import { toJson, type JsonObject } from '../../thread/json.ts'
import { validate } from '../../tools/schema.ts'
import type { Answer, Delivered } from '../engine.ts'
import { inputHashOf } from '../input-hash.ts'
import { openJournal } from '../journal.ts'
import type { Workshop } from '../workshop.ts'

/**
 * The first answer to a request counts; a later one is told the first. After a cancel an answer is recorded and
 * not acted on.
 */
export async function deliverAnswer(
  workshop: Workshop,
  threadId: string,
  answer: Answer,
): Promise<Delivered> {
  const journal = await openJournal(workshop, threadId)
  await checkEdit(workshop, journal.thread, answer)
  let first: Event | undefined
  const appended = await journal.record((thread) => {
    first = firstAnswer(thread, answer.requestId)
    return first ? [] : [answerEvent(thread, answer)]
  })
  const { thread } = journal
  if (appended.length === 0 && first) return { outcome: 'already_answered', thread, first }
  return { outcome: isEnded(thread) ? 'ended' : 'recorded', thread }
}

function answerEvent(thread: Thread, answer: Answer): NewEvent {
  const request = thread.requests.find((ask) => ask.requestId === answer.requestId)
  const asked = request ?? askedBefore(thread, answer.requestId)
  if (!asked) {
    const open = thread.requests.map((ask) => `${thread.id}.${ask.requestId}`).join(', ')
    throw new RequestNotFound(`thread ${thread.id} has no request ${answer.requestId}`, {
      hint: open ? `open requests: ${open}` : 'it has no open requests',
    })
  }
  const { requestId, person, text, input } = answer
  const mayApprove = !asked.approvers || asked.approvers.includes(person.id)
  if (!mayApprove && answer.answer !== 'edited') {
    throw new AnswerNotAllowed(`${person.id} may not answer request ${requestId} of thread ${thread.id}`, {
      hint: `these may: ${asked.approvers.join(', ')}`,
    })
  }
  checkKind(asked, answer)
  const edited = answer.answer === 'edited' && input ? (toJson(input) as JsonObject) : undefined
  const inputHash = edited ? inputHashOf(edited) : asked.inputHash
  const data: EventData['human_answered'] = {
    requestId,
    answer: answer.answer,
    person,
    ...(inputHash === undefined ? {} : { inputHash }),
    ...(edited ? { input: edited, approves: mayApprove } : {}),
    ...(text === undefined ? {} : { text }),
  }
  return { type: 'human_answered', data }
}

function checkKind(
  asked: OpenRequest | EventData['human_asked'],
  { answer, requestId, input }: Answer,
): void {
  if (asked.kind === 'question' && (answer === 'approved' || answer === 'edited')) {
    throw new UsageError(`request ${requestId} is a question`, { hint: 'answer it in words: reply ID "…"' })
  }
  if (asked.kind !== 'question' && answer === 'replied') {
    throw new UsageError(`request ${requestId} wants a yes or a no`, { hint: 'approve ID, or reject ID' })
  }
  if (answer === 'edited' && (asked.kind !== 'approval' || !input)) {
    throw new UsageError(`request ${requestId} cannot be edited`, {
      hint: 'only the input of an approval can',
    })
  }
}

/** An input that the tool would refuse must not get a person's approval. */
async function checkEdit(workshop: Workshop, thread: Thread, { requestId, input }: Answer): Promise<void> {
  const callId = thread.requests.find((ask) => ask.requestId === requestId)?.callId
  const call = thread.calls.find((open) => open.callId === callId)
  if (!input || !call) return
  const tool = workshop.agent(thread.agent).tools.find((one) => one.name === call.tool)
  const checked = tool && (await validate(tool.inputSchema, input))
  if (checked && 'problem' in checked) {
    throw new UsageError(`${call.tool} does not take this input: ${checked.problem}`)
  }
}

function firstAnswer(
  thread: Thread,
  requestId: string,
): EventOf<'human_answered' | 'human_expired'> | undefined {
  for (const event of thread.events) {
    const answers = event.type === 'human_answered' || event.type === 'human_expired'
    if (answers && event.data.requestId === requestId) return event
  }
  return undefined
}

/** An ended thread has no open requests; its answers are still taken down. */
function askedBefore(thread: Thread, requestId: string): EventData['human_asked'] | undefined {
  for (const event of thread.events) {
    if (event.type === 'human_asked' && event.data.requestId === requestId) return event.data
  }
  return undefined
}

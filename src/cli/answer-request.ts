import type { Answer } from '../runtime/engine/engine.ts'
import type { Event } from '../runtime/thread/event.ts'
import { isEnded, type Thread } from '../runtime/thread/thread.ts'
import { carryOn } from './carry-on.ts'
import type { Invocation } from './command.ts'
import { exitCodeOf } from './exit-code.ts'
import { firstAnswerLine, newAnswerLine } from './render/answer-lines.ts'
import { styleOf } from './render/style.ts'
import { resolveRequest, shortId } from './thread-ids.ts'
import { threadJson } from './thread-json.ts'
import { personOf, withWorkplace, type Workplace } from './workplace.ts'

/** Delivers a person's answer, says what came of it, and carries the thread on unless another process does. */
export function answerRequest(
  invocation: Invocation,
  answer: Omit<Answer, 'requestId' | 'person'>,
): Promise<number> {
  return withWorkplace(invocation, async (workplace) => {
    const { engine, store } = workplace
    const [id = ''] = invocation.operands
    const { threadId, requestId } = await resolveRequest(store, id)
    const delivered = await engine.deliver(threadId, { ...answer, requestId, person: personOf(invocation) })
    if (delivered.outcome === 'duplicate') return exitCodeOf('running')
    const { thread } = delivered
    const first = delivered.outcome === 'already_answered' ? delivered.first : undefined
    tell(invocation, thread, requestId, first)
    const name = await shortId(store, threadId)
    return goOn(workplace, invocation, { thread, name, isLate: first !== undefined })
  })
}

function tell(
  { io, globals }: Invocation,
  thread: Thread,
  requestId: string,
  first: Event | undefined,
): void {
  if (globals.json) return
  const style = styleOf(io)
  const line = first ? firstAnswerLine(thread, first, style) : newAnswerLine(thread, requestId, style)
  io.out(`${line}\n`)
}

interface Answered {
  readonly thread: Thread
  readonly name: string
  /** Somebody else's answer counts. */
  readonly isLate: boolean
}

/** Nothing more to say to a second answer, unless the process that acted on the first one is gone. */
async function goOn(
  { engine, store, agents }: Workplace,
  invocation: Invocation,
  { thread, name, isLate }: Answered,
): Promise<number> {
  const isSettled = isEnded(thread) || (isLate && thread.status !== 'running')
  if (!isSettled) return carryOn({ engine, store, agents, invocation, from: thread, name })
  if (invocation.globals.json) invocation.io.out(`${JSON.stringify(threadJson(thread))}\n`)
  return exitCodeOf(thread.status)
}

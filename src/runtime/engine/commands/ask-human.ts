import type { CommandOf } from '../../agents/command.ts'
import { ownError } from '../../errors/own-error.ts'
import type { HumanPolicy } from '../../humans/policy.ts'
import { parseDuration } from '../../humans/duration.ts'
import type { Ask } from '../../thread/ask.ts'
import type { OpenCall, Thread } from '../../thread/thread.ts'
import { isoAfter } from '../../thread/timers.ts'
import { failed } from '../../tools/tool.ts'
import { closed } from '../outcome.ts'
import type { Carry } from '../ports.ts'

/** An ask that is open already for the same call and input is not asked again. */
export const askHuman: Carry<CommandOf<'ask_human'>> = async (command, { journal, workshop }) => {
  const { thread } = journal
  const { kind, callId, tool, policy } = command
  const call = thread.calls.find((open) => open.callId === callId)
  if (callId !== undefined && !call) return []
  const open = thread.requests.some((ask) => ask.callId === callId && ask.inputHash === call?.inputHash)
  if (open && callId !== undefined) return []
  const question = policy.question ?? defaultQuestion(kind, call)
  if (question === undefined && call) {
    const error = ownError('invalid_input', `${call.tool} needs a question in words`)
    return journal.record(() => [closed(call.callId, failed(error))])
  }
  const now = new Date(workshop.clock.now()).toISOString()
  const data: Ask = {
    requestId: requestIdOf(thread, call),
    kind,
    question: question ?? '',
    ...(call ? { callId: call.callId, inputHash: call.inputHash } : {}),
    ...(tool === undefined ? {} : { tool }),
    ...timesOf(policy, now),
  }
  return journal.intend([{ type: 'human_asked', data }])
}

function defaultQuestion(kind: Ask['kind'], call: OpenCall | undefined): string | undefined {
  if (kind === 'question' || !call) return undefined
  if (kind === 'approval') return `${call.tool} needs an approval`
  return `${call.tool} was cut off: did it take effect? approve: yes, reject: no`
}

/** The call's own id for its first request; later ones are counted. */
function requestIdOf(thread: Thread, call: OpenCall | undefined): string {
  const number = thread.counters.requests + 1
  if (!call) return `r${number}`
  return call.permission || call.state === 'interrupted' ? `${call.callId}.${number}` : call.callId
}

function timesOf(policy: HumanPolicy, now: string): Omit<Ask, 'requestId' | 'kind' | 'question'> {
  const { to, deadline, escalateTo, remindAfter, approvers, onSilence } = policy
  const patience = deadline === undefined ? undefined : parseDuration(deadline)
  return {
    to: typeof to === 'string' ? [to] : to,
    ...(patience === undefined ? {} : { patience, deadline: isoAfter(now, patience) }),
    ...(escalateTo ? { escalateTo } : {}),
    ...(remindAfter ? { remindAfter: remindAfter.map(parseDuration) } : {}),
    ...(approvers ? { approvers } : {}),
    ...(onSilence ? { onSilence } : {}),
  }
}

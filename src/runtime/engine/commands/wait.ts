import type { CommandOf } from '../../agents/command.ts'
import { parseDuration } from '../../humans/duration.ts'
import { isoAfter } from '../../thread/timers.ts'
import type { Carry } from '../ports.ts'

export const wait: Carry<CommandOf<'wait'>> = async (command, { journal, workshop }) => {
  const { reason, event } = command
  const now = new Date(workshop.clock.now()).toISOString()
  const until = command.for === undefined ? command.until : isoAfter(now, parseDuration(command.for))
  const timerId = `sleep:${journal.thread.counters.sleeps + 1}`
  const data = {
    timerId,
    reason,
    ...(until === undefined ? {} : { until }),
    ...(event === undefined ? {} : { event }),
  }
  return journal.intend([{ type: 'slept', data }])
}

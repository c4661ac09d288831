import type { EventOf } from './event.ts'
import type { OpenCall, OpenRequest, Thread, ToolErrors } from './thread.ts'

type Bad = ToolErrors['error'] & { readonly seq: number }

/** The streaks of failures after a call was closed: the same list where it changes none. */
export function toolErrorsAfter(
  { toolErrors }: Thread,
  { tool }: OpenCall,
  error: Bad | undefined,
): readonly ToolErrors[] {
  const streak = toolErrors.find((one) => one.tool === tool)
  // A tool that there is none of is the model's invention: a list of them would grow with its fancy.
  if (error?.code === 'unknown_tool') return toolErrors
  if (!error) return streak ? toolErrors.filter((one) => one !== streak) : toolErrors
  const { code, message, seq } = error
  const longer = { tool, inARow: (streak?.inARow ?? 0) + 1, error: { code, message }, seq }
  return [...toolErrors.filter((one) => one !== streak), longer]
}

/** What a person's word on a tool's failures means: a new start, or no more of it. */
export function toolErrorsAnswered(
  { toolErrors }: Thread,
  { tool }: OpenRequest,
  event: EventOf<'human_answered' | 'human_expired'>,
): readonly ToolErrors[] {
  if (tool === undefined) return toolErrors
  const reason = refusalOf(event)
  if (reason === undefined) return toolErrors.filter((one) => one.tool !== tool)
  return toolErrors.map((one) => (one.tool === tool ? { ...one, refused: reason } : one))
}

function refusalOf(event: EventOf<'human_answered' | 'human_expired'>): string | undefined {
  if (event.type === 'human_expired') {
    return event.data.outcome === 'rejected' ? 'nobody answered in time' : undefined
  }
  return event.data.answer === 'rejected' ? (event.data.text ?? 'a person said no') : undefined
}

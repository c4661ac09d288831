import type { EventData, Person } from '../../runtime/thread/event.ts'
import type { Ask } from '../../runtime/thread/ask.ts'
import type { Style } from './style.ts'

/** `dev at the terminal (unverified)`. */
export function personWords({ id, via, verified }: Person): string {
  return `${id} at ${via}${verified ? '' : ' (unverified)'}`
}

const verbs = { approved: 'approved', rejected: 'rejected', edited: 'edited', replied: 'answered' } as const

/** `rejected by dev at the terminal (unverified): "not on a Friday"`. */
export function answerWords({ answer, person, text, approves }: EventData['human_answered']): string {
  const words = text === undefined ? '' : `: "${text}"`
  const rest = answer === 'edited' ? (approves === false ? ', which needs an approval' : ' and approved') : ''
  return `${verbs[answer]}${rest} by ${personWords(person)}${words}`
}

/** ` (until 16:41, then oncall is asked)`; nothing where there is no deadline. */
export function deadlineWords(
  ask: Pick<Ask, 'deadline' | 'escalateTo' | 'onSilence'> & { readonly escalations?: number },
  now: string,
  style: Style,
): string {
  const { deadline, escalateTo, onSilence = 'rejected', escalations = 0 } = ask
  if (deadline === undefined) return ''
  const next = escalateTo?.[escalations]
  const then = next === undefined ? `it counts as ${onSilence}` : `${next} is asked`
  return ` (until ${style.minute(deadline, now)}, then ${then})`
}

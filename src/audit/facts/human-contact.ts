import type { Place } from './place.ts'

/** A place where a person is asked. */
export interface HumanContact extends Place {
  readonly id: string
  /**
   * `tool`: the model chooses to ask, with a schema; `approval`: a gate before a tool runs; `readline`: blocks on
   * standard input; `chat`: plain turns of a conversation.
   */
  readonly how: 'tool' | 'approval' | 'readline' | 'chat'
  /** Survives a restart of the process while it waits. */
  readonly durable: boolean
  /** The run waits for the answer, or goes on (or ends) without it. */
  readonly awaited: boolean
  /** A deadline, an expiry or an escalation is set. */
  readonly deadline: boolean
  /** The answer is joined to the request by an id; undefined: the code that takes the answer was not found. */
  readonly joined: boolean | undefined
  /** Asks for the first task or for settings, not about the model's doing. */
  readonly initial: boolean
}

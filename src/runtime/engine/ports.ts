import type { Agent } from '../agents/agent.ts'
import type { Event } from '../thread/event.ts'
import type { Thread } from '../thread/thread.ts'
import type { Journal } from './journal.ts'
import type { Workshop } from './workshop.ts'

/** What a command needs to be carried out on one thread. */
export interface Ports {
  readonly workshop: Workshop
  readonly journal: Journal
  readonly agent: Agent
  /** Aborted when the thread is cancelled. */
  readonly signal: AbortSignal
  /** The owner of the thread's lease. */
  readonly owner: string
  /** A process that was stopped for long must not go on beside another. Before an effect the store itself is asked. */
  readonly isHeld: () => boolean | Promise<boolean>
  /** Drives another thread until it stops. */
  readonly drive: (threadId: string) => Promise<Thread>
}

/** Every command has one file of this shape: it does what it is told and reports what it appended. */
export type Carry<Command> = (command: Command, ports: Ports) => Promise<readonly Event[]>

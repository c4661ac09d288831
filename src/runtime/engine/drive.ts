import type { Agent } from '../agents/agent.ts'
import type { Command, CommandType } from '../agents/command.ts'
import { compactError, makeError } from '../errors/compact-error.ts'
import type { Event } from '../thread/event.ts'
import { isEnded, type Thread } from '../thread/thread.ts'
import { commandTable } from './commands/command-table.ts'
import type { Driven } from './engine.ts'
import { endChildren, endsChildren } from './end-children.ts'
import { openJournal, type Journal } from './journal.ts'
import { takeLease } from './lease.ts'
import type { Carry, Ports } from './ports.ts'
import { equip } from './equip.ts'
import { recover } from './recover.ts'
import { hasEnded, mayWake, wakeDue } from './wake.ts'
import type { Workshop } from './workshop.ts'

/** Carries one thread on until it waits, sleeps, is paused or ends; after `stop`, until the step under way is done. */
export async function drive(workshop: Workshop, threadId: string, stop?: AbortSignal): Promise<Driven> {
  let driven = await driveOnce(workshop, threadId, stop)
  // Whoever brought something while we were letting go found the lease taken, and left the thread to us.
  while (driven.driven && !stop?.aborted && (await wasReached(workshop, driven.thread))) {
    driven = await driveOnce(workshop, threadId, stop)
  }
  await carryOnParent(workshop, driven.thread)
  return driven
}

async function driveOnce(workshop: Workshop, threadId: string, stop?: AbortSignal): Promise<Driven> {
  const journal = await openJournal(workshop, threadId)
  if (isEnded(journal.thread)) return { thread: journal.thread, driven: true }
  const agent = workshop.agent(journal.thread.agent)
  const lease = await takeLease(workshop, threadId)
  if (!lease) return { thread: journal.thread, driven: false }
  const { owner, signal, isHeld } = lease
  const driveOther = async (id: string): Promise<Thread> => (await drive(workshop, id, stop)).thread
  try {
    if (lease.seq > journal.thread.seq) await journal.refresh()
    const bare: Ports = { workshop, journal, agent, signal, owner, isHeld, drive: driveOther }
    const equipped = await equip(bare)
    if (equipped) await recover(equipped)
    await wakeDue(workshop, journal)
    const patience = { idle: 0 }
    while (journal.thread.status === 'running' && !stop?.aborted && (await isHeld())) {
      const ports = await equip(bare)
      if (ports) await step(ports, patience)
      if (mayWake(journal.thread)) await wakeDue(workshop, journal)
    }
    if (endsChildren(journal.thread)) await endChildren(workshop, journal.thread)
  } finally {
    await lease.release()
  }
  return { thread: journal.thread, driven: true }
}

/** Whether a thread at which we stopped can go on: something came, or we stopped because our lease ran out. */
async function wasReached(workshop: Workshop, thread: Thread): Promise<boolean> {
  if (isEnded(thread)) return false
  if (thread.status === 'running') return true
  const { seq } = await workshop.store.peek(thread.id)
  // A paused one leaves what its child came to for later: it would be driven round and round.
  const awaited = thread.status === 'sleeping' ? thread.sleep?.child : undefined
  return seq > thread.seq || (awaited !== undefined && (await hasEnded(workshop, awaited)))
}

/** Commands that prepare something and do nothing: so many of them in a row that none will ever follow. */
const PREPARING: ReadonlySet<string> = new Set<CommandType>(['compact_context', 'nudge', 'set_deadline'])
const MOST_PREPARING = 20

/** decide -> command -> events. A step that leaves the thread as it was would do so for ever. */
async function step(ports: Ports, patience: { idle: number }): Promise<void> {
  const { journal, agent } = ports
  const before = journal.thread
  const command = decideNext(agent, before)
  const events = await carryOut(command, ports)
  patience.idle = PREPARING.has(command.type) ? patience.idle + 1 : 0
  if (patience.idle < MOST_PREPARING) {
    if (events.length > 0 || journal.thread.seq > before.seq || ports.signal.aborted) return
    await journal.refresh()
    if (journal.thread.seq > before.seq || !(await ports.isHeld())) return
  }
  const what =
    patience.idle < MOST_PREPARING ? 'changed nothing' : `came ${patience.idle} times, and nothing else`
  const error = makeError('stalled', `${command.type} ${what}`, 'decide must return another command')
  await journal.intend([{ type: 'failed', data: { error } }])
}

/** What `decide` returns; a throw is a bug of the agent, and fails the thread where everybody sees it. */
function decideNext(agent: Agent, thread: Thread): Command {
  try {
    const command: Command | undefined = agent.decide(thread)
    if (command && Object.hasOwn(commandTable, command.type)) return command
    return { type: 'fail', code: 'decide_returned_no_command', message: 'decide returned no command' }
  } catch (thrown) {
    // Known by its code, not its class: the agent may hold another copy of this package.
    const { code, message } = compactError(thrown)
    if (code === 'stateless_violation') return { type: 'fail', code, message, ...hintOf(thrown) }
    return { type: 'fail', code: 'decide_threw', message: `decide threw: ${message}` }
  }
}

function hintOf(thrown: unknown): { readonly hint?: string } {
  const { hint } = thrown as { readonly hint?: unknown }
  return typeof hint === 'string' ? { hint } : {}
}

function carryOut<C extends Command>(command: C, ports: Ports): Promise<readonly Event[]> {
  return (commandTable[command.type] as unknown as Carry<C>)(command, ports)
}

async function carryOnParent(workshop: Workshop, child: Thread): Promise<void> {
  if (!isEnded(child) || !child.parent) return
  const parent: Journal = await openJournal(workshop, child.parent.threadId)
  if (parent.thread.sleep?.child === child.id) await drive(workshop, parent.thread.id)
}

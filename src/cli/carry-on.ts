import type { Engine } from '../runtime/engine/engine.ts'
import type { Store } from '../runtime/store/store.ts'
import { isEnded, type Thread } from '../runtime/thread/thread.ts'
import type { Invocation } from './command.ts'
import { copyable } from './copyable.ts'
import { exitCodeOf } from './exit-code.ts'
import { agentNamed, type AgentFolder } from './load-agents.ts'
import { INTERRUPTED } from './process-io.ts'
import { requestsBelow, type NamedRequest } from './requests-below.ts'
import { styleOf } from './render/style.ts'
import { nextLines, summaryLine } from './render/thread-lines.ts'
import { threadJson } from './thread-json.ts'
import { threadPrinter, type ThreadPrinter } from './thread-printer.ts'

interface Carrying {
  readonly engine: Engine
  readonly store: Store
  readonly agents: AgentFolder
  readonly invocation: Invocation
  /** The thread as far as it is known to the reader: later steps are printed. */
  readonly from: Thread
  /** The short id. */
  readonly name: string
}

/** How long a thread that is due is left to the process that answered it, before a follower drives it. */
const GRACE_MS = 1_500

/** Drives a thread until it waits or ends, printing its steps as they happen; then says what is next. */
export async function carryOn(carrying: Carrying): Promise<number> {
  const printer = printerOf(carrying)
  const driven = await driveOnce(carrying, printer)
  return conclude(carrying, printer.thread, driven)
}

/** The same, and stays while the thread waits: until it ends, or ctrl-C. */
export async function follow(carrying: Carrying): Promise<number> {
  const { engine, invocation } = carrying
  const { signal } = invocation.io
  const printer = printerOf(carrying)
  let told = ''
  let driven = await driveOnce(carrying, printer)
  while (!isEnded(printer.thread) && !signal.aborted) {
    const { thread } = printer
    const asks = thread.requests.map((ask) => ask.requestId).join()
    if (asks !== told && thread.status === 'waiting_for_human' && !invocation.globals.json) {
      print(carrying, [
        ...next(carrying, thread),
        '',
        'Following; ctrl-C leaves the thread waiting on disk.',
        '',
      ])
    }
    told = asks
    const isNew = await newsOf(engine, printer, signal)
    if (isNew || signal.aborted || !isDue(printer.thread)) continue
    driven = await driveOnce(carrying, printer)
  }
  const { thread } = printer
  if (thread.status !== 'waiting_for_human' || invocation.globals.json)
    return conclude(carrying, thread, driven)
  print(carrying, [`thread ${carrying.name} waits on disk`])
  return exitCodeOf(thread.status)
}

/** Waits for a moment for events of other processes, and takes them in. */
async function newsOf(engine: Engine, printer: ThreadPrinter, signal: AbortSignal): Promise<boolean> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(GRACE_MS)])
  const { seq } = printer.thread
  for await (const event of engine.subscribe(printer.thread.id, { after: seq, signal: patience }))
    printer.see(event)
  return printer.thread.seq > seq
}

function isDue({ status, timers }: Thread): boolean {
  if (status === 'running') return true
  const now = new Date().toISOString()
  return status !== 'paused' && timers.some(({ due }) => due <= now)
}

/** @throws AgentInvalid where the thread's agent cannot be used, naming the file and line */
async function driveOnce(
  { engine, agents, invocation, from }: Carrying,
  printer: ThreadPrinter,
): Promise<boolean> {
  agentNamed(agents, from.agent)
  const stop = new AbortController()
  const { id, seq } = printer.thread
  const printing = (async () => {
    const events = engine.subscribe(id, { after: seq, signal: stop.signal, ...deltasOf(printer, invocation) })
    for await (const event of events) printer.see(event)
  })()
  // Looked at below, also where the drive itself fails first.
  printing.catch(() => {})
  try {
    const { thread, driven } = await engine.drive(id, { signal: invocation.io.signal })
    printer.catchUp(thread)
    return driven
  } finally {
    stop.abort()
    await printing
    printer.rest()
  }
}

/** A reply is streamed only where somebody sees it. */
function deltasOf(
  { hear }: ThreadPrinter,
  { io, globals }: Invocation,
): { readonly onDelta?: ThreadPrinter['hear'] } {
  return io.isTerminal && !globals.json ? { onDelta: hear } : {}
}

async function conclude(carrying: Carrying, thread: Thread, driven: boolean): Promise<number> {
  const { engine, store, invocation, name } = carrying
  const below = await requestsBelow(engine, store, thread)
  const { globals, io } = invocation
  const isStopped = thread.status === 'running' && driven
  if (globals.json) {
    io.out(`${JSON.stringify(threadJson(thread, below))}\n`)
  } else if (thread.status === 'running') {
    const command = copyable(globals)
    print(carrying, [
      driven
        ? `thread ${name} stopped after the step under way; carry it on: ${command(`resume ${name}`)}`
        : `another process carries it on: ${command(`threads show ${name}`)}`,
    ])
  } else {
    print(carrying, isEnded(thread) ? [summaryLine(name, thread)] : next(carrying, thread, below))
  }
  if (isStopped) return INTERRUPTED
  // A parent sleeps while its child waits for a person: whoever asked for it waits for that person too.
  return exitCodeOf(thread.status === 'sleeping' && below.length > 0 ? 'waiting_for_human' : thread.status)
}

function next({ invocation, name }: Carrying, thread: Thread, below: readonly NamedRequest[] = []): string[] {
  return nextLines(name, thread, copyable(invocation.globals), below)
}

function printerOf({ invocation, from }: Carrying): ThreadPrinter {
  const { io, globals } = invocation
  return threadPrinter(from, { io, style: styleOf(io), silent: globals.json })
}

function print({ invocation }: Carrying, lines: readonly string[]): void {
  if (lines.length > 0) invocation.io.out(`${lines.join('\n')}\n`)
}

/** The kinds of things that a stateless function does not do. */
export type Deed =
  'clock' | 'chance' | 'environment' | 'timer' | 'output' | 'outside' | 'ambient' | 'later' | 'process'

interface Words {
  /** Follows the name of the function. */
  readonly says: string
  /** What to do instead. */
  readonly hint: string
}

export const deeds: Readonly<Record<Deed, Words>> = {
  clock: {
    says: 'reads the clock',
    hint: 'take the time from the thread: thread.now is that of its last event; or hand it in',
  },
  chance: {
    says: 'asks for chance',
    hint: 'ids are made by the engine and arrive in events; hand any other random value in as an argument',
  },
  environment: {
    says: 'reads its environment',
    hint: 'read it once, where the agent is defined, and hand the value in',
  },
  timer: {
    says: 'sets a timer',
    hint: 'return wait({ ms }) from decide: the engine keeps the timer in the thread',
  },
  output: {
    says: 'writes output',
    hint: 'what happened is in the events of the thread: print it where they are read, or in a tool',
  },
  outside: {
    says: 'reaches out of the process',
    hint: 'do it in a tool: its outcome comes back as an event of the thread',
  },
  ambient: {
    says: 'reads what surrounds the call',
    hint: 'hand it in as an argument, or launch the thread with it',
  },
  later: { says: 'puts work off until later', hint: 'a stateless function is done when it returns' },
  process: {
    says: 'acts on the process',
    hint: 'return finish() or fail() from decide, and act on how the thread ended',
  },
}

import type { Effect } from 'twelvefold'

/** What each tool of the life does to the world, whatever the engine is told. */
export const effectOf: Readonly<Record<string, Effect>> = {
  look: 'read',
  jot: 'idempotent',
  stumble: 'idempotent',
  help: 'read',
  haul: 'once',
  post: 'once',
  charge: 'once',
  notify: 'once',
  ship: 'once',
  discard: 'once',
  linger: 'once',
}

/** These are cut off by their time-out in every life, killed or not. */
export const timesOut: readonly string[] = ['charge', 'notify']

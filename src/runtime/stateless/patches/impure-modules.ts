import type { Deed } from './deed.ts'
import { functionsOf, impureIn, type Impure } from './impure.ts'

type Module = Readonly<Record<string, unknown>>

/** All functions of these modules. Those of `fs` that begin with `_` are its insides. */
const WHOLE: Readonly<Record<string, Deed>> = {
  fs: 'outside',
  'fs/promises': 'outside',
  child_process: 'outside',
  http: 'outside',
  https: 'outside',
  http2: 'outside',
  net: 'outside',
  tls: 'outside',
  dgram: 'outside',
  dns: 'outside',
  'dns/promises': 'outside',
  readline: 'outside',
  os: 'environment',
  timers: 'timer',
  'timers/promises': 'timer',
}

/** Of these modules some are pure. */
const PURE: Readonly<Record<string, readonly string[]>> = {
  net: ['isIP', 'isIPv4', 'isIPv6'],
  http: ['validateHeaderName', 'validateHeaderValue'],
}

const CHANCE = [
  'randomBytes',
  'pseudoRandomBytes',
  'rng',
  'prng',
  'randomInt',
  'randomUUID',
  'randomUUIDv7',
  'randomFill',
  'randomFillSync',
  'getRandomValues',
  'generateKey',
  'generateKeySync',
  'generateKeyPair',
  'generateKeyPairSync',
  'generatePrime',
  'generatePrimeSync',
]

const SOME: Readonly<Record<string, (module: Module) => Impure[]>> = {
  crypto: (module) => impureIn(module, 'crypto.', 'chance', CHANCE),
  worker_threads: (module) => impureIn(module, 'worker_threads.', 'outside', ['Worker', 'BroadcastChannel']),
  cluster: (module) => impureIn(module, 'cluster.', 'outside', ['fork']),
  v8: (module) =>
    impureIn(module, 'v8.', 'environment', [
      'getHeapStatistics',
      'getHeapSpaceStatistics',
      'writeHeapSnapshot',
    ]),
  perf_hooks: (module) => impureIn(module, 'perf_hooks.', 'clock', ['monitorEventLoopDelay']),
  // What is written to a stream that was taken from `process` or opened before the call.
  stream: (module) =>
    ['Writable', 'Duplex'].flatMap((name) =>
      impureIn(prototypeOf(module[name]), `${name}.`, 'output', ['write', 'end']),
    ),
  async_hooks: (module) =>
    impureIn(prototypeOf(module['AsyncLocalStorage']), 'AsyncLocalStorage.', 'ambient', [
      'getStore',
      'enterWith',
    ]),
}

/** Names of the built-in modules that hold anything impure. */
export const impureModuleNames: readonly string[] = [...Object.keys(WHOLE), ...Object.keys(SOME)]

/** What is impure in one of them. */
export function impureModule(name: string, module: Module): Impure[] {
  const deed = WHOLE[name]
  const listed = SOME[name]?.(module) ?? []
  return deed ? [...listed, ...impureIn(module, `${name}.`, deed, functionsOf(module, PURE[name]))] : listed
}

function prototypeOf(type: unknown): unknown {
  return typeof type === 'function' ? type.prototype : undefined
}

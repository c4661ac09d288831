import { functionsOf, impureIn, type Impure } from './impure.ts'

/** What is impure on the global object and on the language's own objects. */
export function impureGlobals(): Impure[] {
  const { performance, crypto, console, process } = globalThis
  const temporal: unknown = Reflect.get(globalThis, 'Temporal')
  return [
    ...impureIn(globalThis, '', 'clock', ['Date'], 'now'),
    ...impureIn(Date.prototype, 'Date.prototype.', 'clock', ['constructor'], 'now'),
    ...impureIn(Date, 'Date.', 'clock', ['now']),
    ...impureIn(temporal, 'Temporal.', 'clock', ['Now'], 'members'),
    ...impureIn(performance, 'performance.', 'clock', [
      'now',
      'mark',
      'measure',
      'toJSON',
      'eventLoopUtilization',
    ]),
    ...impureIn(performance, 'performance.', 'clock', ['timeOrigin'], 'read'),
    ...impureIn(
      Intl.DateTimeFormat.prototype,
      'Intl.DateTimeFormat.',
      'clock',
      ['format', 'formatToParts'],
      'now',
    ),
    ...impureIn(Intl.DateTimeFormat.prototype, 'Intl.DateTimeFormat.', 'environment', ['resolvedOptions']),
    ...impureIn(Date.prototype, 'Date.', 'environment', ['getTimezoneOffset']),
    ...impureIn(Math, 'Math.', 'chance', ['random']),
    ...impureIn(crypto, 'crypto.', 'chance', ['randomUUID', 'getRandomValues']),
    ...impureIn(globalThis, '', 'timer', ['setTimeout', 'setInterval', 'setImmediate']),
    ...impureIn(globalThis, '', 'later', ['queueMicrotask']),
    ...impureIn(Promise.prototype, 'Promise.', 'later', ['then']),
    ...impureIn(globalThis, '', 'outside', ['fetch', 'WebSocket', 'EventSource', 'BroadcastChannel']),
    ...impureIn(globalThis, '', 'outside', ['localStorage', 'sessionStorage'], 'read'),
    ...impureIn(globalThis, '', 'environment', ['navigator'], 'read'),
    ...impureIn(WeakRef.prototype, 'WeakRef.', 'ambient', ['deref']),
    ...impureIn(console, 'console.', 'output', functionsOf(console)),
    ...ofProcess(process),
  ]
}

function ofProcess(process: NodeJS.Process): Impure[] {
  const clocks = ['hrtime', 'uptime', 'cpuUsage', 'resourceUsage', 'memoryUsage', 'threadCpuUsage']
  const machine = ['cwd', 'getuid', 'geteuid', 'getgid', 'getegid', 'getgroups', 'umask', 'loadEnvFile']
  const memory = ['constrainedMemory', 'availableMemory', 'getActiveResourcesInfo']
  const acts = ['exit', 'reallyExit', 'kill', 'abort', 'chdir', 'emitWarning', 'send']
  return [
    ...impureIn(process.hrtime, 'process.hrtime.', 'clock', ['bigint']),
    ...impureIn(process, 'process.', 'clock', clocks),
    ...impureIn(process, 'process.', 'environment', [...machine, ...memory]),
    ...impureIn(process, 'process.', 'environment', ['env'], 'members'),
    ...impureIn(process, 'process.', 'environment', ['argv', 'argv0', 'execArgv', 'pid', 'ppid'], 'read'),
    ...impureIn(process, 'process.', 'process', ['exitCode'], 'read'),
    ...impureIn(process, 'process.', 'process', acts),
    ...impureIn(process, 'process.', 'later', ['nextTick']),
    ...impureIn(process, 'process.', 'output', ['stdout', 'stderr'], 'read'),
    ...impureIn(process, 'process.', 'outside', ['stdin'], 'read'),
  ]
}

// `node try-door.mjs import|require SPECIFIER`, in a project of its own. Opens one door, and says as JSON what is wrong:
// a door that is opened gives names, and does nothing else.
import { createRequire } from 'node:module'

const [way, specifier] = process.argv.slice(2)
const builtIns = { Date, Math, JSON, console, process, Array, Object, Function, Promise, String, Error }
const watched = [
  globalThis,
  ...Object.values(builtIns),
  ...Object.values(builtIns).map(({ prototype }) => prototype),
].filter((object) => object !== undefined)

/** Names with what they hold; what the engine makes at its first use (accessors) counts by name alone. */
const picture = () =>
  watched.map((object) => {
    const members = Object.entries(Object.getOwnPropertyDescriptors(object))
    return new Map(
      members.map(([name, { value }]) => [name, typeof value === 'function' ? value : undefined]),
    )
  })

const before = picture()
const listeners = () => process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0)
const listening = listeners()
const environment = JSON.stringify(process.env)
const problems = []
try {
  const door = way === 'import' ? await import(specifier) : createRequire(import.meta.url)(specifier)
  if (Object.keys(door).length === 0) problems.push('gives no names')
} catch (error) {
  problems.push(`cannot be opened: ${error.code ?? error.name}: ${error.message}`)
}
for (const [i, members] of picture().entries()) {
  for (const [name, value] of members) {
    // zod keeps one registry for all of its copies in a program.
    if (name.startsWith('__zod_')) continue
    if (!before[i].has(name)) problems.push(`adds ${name} to what is everybody's`)
    else if (before[i].get(name) !== undefined && before[i].get(name) !== value)
      problems.push(`changes ${name}`)
  }
}
if (listeners() > listening) problems.push('listens to the process')
if (JSON.stringify(process.env) !== environment) problems.push('changes the environment')
const held = process.getActiveResourcesInfo().filter((name) => !/^(TTY|Pipe|FSReq|CloseReq)/.test(name))
if (held.length > 0) problems.push(`holds ${held.join(', ')} open`)
console.log(JSON.stringify(problems))

import type { Session } from 'node:inspector'

/** The variables of one scope, as they are now. */
export interface Scope {
  /** As the inspector calls it: "Module", "Closure (makeCounter)", "Block". */
  readonly description: string
  readonly variables: Readonly<Record<string, unknown>>
}

export interface Inspected {
  readonly scriptId: string
  /** Where the function begins, from 1. */
  readonly line: number
  readonly column: number
  /** From the innermost outwards, without the global one. Only what some inner function uses is in there. */
  readonly scopes: readonly Scope[]
}

interface Handle {
  readonly objectId?: string
  readonly value?: { readonly scriptId: string; readonly lineNumber: number; readonly columnNumber: number }
}

const SLOT = Symbol.for('twelvefold.stateless.slot')
const GROUP = 'twelvefold.stateless'
const EXPRESSION = 'process[Symbol.for("twelvefold.stateless.slot")].held'
const HAND_OVER = 'function () { process[Symbol.for("twelvefold.stateless.slot")].take(this) }'

// `false` where this Node has no inspector, or shows us another realm than the one that we are in.
const inspector: { session: Session | false | undefined } = { session: undefined }
const urls = new Map<string, string>()

/**
 * The scopes of a function, through the inspector of this very process; undefined for native functions, and where
 * there is no inspector. Nothing stops: each question is answered before the next line.
 */
export function inspectFunction(fn: object): Inspected | undefined {
  const session = openSession()
  if (!session) return undefined
  const slot = { held: fn, taken: undefined as unknown, take: (value: unknown) => void (slot.taken = value) }
  Object.defineProperty(process, SLOT, { value: slot, configurable: true })
  try {
    const { result } = post(session, 'Runtime.evaluate', { expression: EXPRESSION, objectGroup: GROUP })
    const found = post(session, 'Runtime.getProperties', {
      objectId: (result as Handle).objectId,
      ownProperties: true,
    })
    const internal = (name: string) => found.internalProperties?.find((one) => one.name === name)?.value
    const scopes = internal('[[Scopes]]')
    const location = internal('[[FunctionLocation]]')?.value
    if (!scopes?.objectId || !location) return undefined
    post(session, 'Runtime.callFunctionOn', { objectId: scopes.objectId, functionDeclaration: HAND_OVER })
    const { scriptId, lineNumber, columnNumber } = location
    return { scriptId, line: lineNumber + 1, column: columnNumber + 1, scopes: readScopes(slot.taken) }
  } catch {
    return undefined
  } finally {
    post(session, 'Runtime.releaseObjectGroup', { objectGroup: GROUP })
    Reflect.deleteProperty(process, SLOT)
  }
}

/** Where a script was loaded from: '' where nobody knows. */
export function scriptUrl(scriptId: string): string {
  const session = openSession()
  if (session && !urls.has(scriptId)) nameScripts(session, scriptId)
  return urls.get(scriptId) ?? ''
}

function nameScripts(session: Session, scriptId: string): void {
  // The profiler knows most scripts, and answers in a tenth of the time: the debugger hashes every one of them.
  const { result } = post(session, 'Profiler.getBestEffortCoverage', {})
  for (const script of Array.isArray(result) ? (result as ScriptName[]) : [])
    urls.set(script.scriptId, script.url)
  if (!urls.has(scriptId)) {
    // The debugger tells the names of scripts. It is on for this one moment: left on, it would stop at
    // `debugger` statements, in the very thread that would have to let it go on.
    post(session, 'Debugger.enable', {})
    post(session, 'Debugger.disable', {})
    if (!urls.has(scriptId)) urls.set(scriptId, '')
  }
}

function readScopes(entries: unknown): Scope[] {
  return Array.from(entries as ArrayLike<{ description: string; object: Record<string, unknown> }>)
    .filter(({ object }) => object !== globalThis)
    .map(({ description, object }) => ({ description, variables: object }))
}

function openSession(): Session | undefined {
  if (inspector.session === undefined) {
    try {
      const { Session } = process.getBuiltinModule('node:inspector')
      const session = new Session()
      session.connect()
      session.on('Debugger.scriptParsed', ({ params }) => void urls.set(params.scriptId, params.url))
      inspector.session = session
    } catch {
      inspector.session = false
    }
  }
  return inspector.session || undefined
}

interface ScriptName {
  readonly scriptId: string
  readonly url: string
}

interface Reply {
  readonly result?: Handle | readonly ScriptName[]
  readonly internalProperties?: readonly { readonly name: string; readonly value?: Handle }[]
}

/** In one process the answer is there before `post` returns. */
function post(session: Session, method: string, params: object): Reply {
  let reply: Reply = {}
  const take: (error: Error | null, answer?: object) => void = (_error, answer) => {
    reply = answer ?? {}
  }
  session.post(method, params, take)
  return reply
}

import { ModelCallFailed } from '../twelvefold-error.ts'

/** What providers of the AI SDK throw, as far as it is read. */
interface Thrown {
  readonly name?: unknown
  readonly message?: unknown
  readonly statusCode?: unknown
  readonly responseHeaders?: unknown
}

/** Of our own making: the same request would fail again. */
const LASTING = new Set([
  'AbortError',
  'AI_LoadAPIKeyError',
  'AI_LoadSettingError',
  'AI_InvalidArgumentError',
  'AI_InvalidPromptError',
  'AI_NoSuchModelError',
  'AI_UnsupportedFunctionalityError',
])

/** Whatever a provider threw, as the one failure that the engine knows: whether it may pass, and when. */
export function aiSdkFailure(modelId: string, cause: unknown): ModelCallFailed {
  const { name, message, statusCode, responseHeaders } = (cause ?? {}) as Thrown
  const isLasting = LASTING.has(String(name)) || (cause instanceof ModelCallFailed && !cause.retryable)
  const status = typeof statusCode === 'number' ? statusCode : undefined
  const words = typeof message === 'string' && message !== '' ? message : String(cause)
  const hint = hintFor(status)
  return new ModelCallFailed(`${modelId}${status === undefined ? '' : ` (${status})`}: ${words}`, {
    // Without a status the network failed, which may pass; a success that cannot be read may be read the next time.
    retryable: status === undefined ? !isLasting : mayPass(status),
    retryAfterMs: retryAfterOf(responseHeaders),
    ...(hint === undefined ? {} : { hint }),
    cause,
  })
}

function mayPass(status: number): boolean {
  return status < 400 || status >= 500 || [408, 409, 425, 429].includes(status)
}

function hintFor(status: number | undefined): string | undefined {
  if (status === 401 || status === 403) return 'check the key of this provider: it does not accept it'
  return status === 404 ? 'check the name of the model, and the URL where one is named' : undefined
}

/** Milliseconds, from a header in seconds, in milliseconds, or as a date. */
function retryAfterOf(headers: unknown): number | undefined {
  const { 'retry-after-ms': milliseconds, 'retry-after': after } = (headers ?? {}) as Record<string, unknown>
  const given = [
    typeof milliseconds === 'string' ? Number(milliseconds) : NaN,
    typeof after === 'string' ? Number(after) * 1_000 : NaN,
    typeof after === 'string' ? Date.parse(after) - Date.now() : NaN,
  ]
  const found = given.find((time) => Number.isFinite(time))
  return found === undefined ? undefined : Math.max(found, 0)
}

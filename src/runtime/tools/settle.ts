import { compactError } from '../errors/compact-error.ts'
import { isOwnError, ownError } from '../errors/own-error.ts'
import { toJson } from '../thread/json.ts'
import type { ToolResponse } from '../thread/tool-response.ts'
import { validate } from './schema.ts'
import { failed, type Tool } from './tool.ts'

/** Whatever a handler does becomes one valid ToolResponse. Never rejects. */
export async function settle(tool: Tool, run: () => Promise<ToolResponse>): Promise<ToolResponse> {
  let response: ToolResponse
  try {
    response = await run()
  } catch (thrown) {
    return failed(compactResponseError(thrown))
  }
  const invalid = (problem: string): ToolResponse =>
    failed(ownError('invalid_output', `${tool.name}: ${problem}`))
  const shape: unknown = response
  if (typeof shape !== 'object' || shape === null || typeof response.success !== 'boolean') {
    return invalid('the tool returned no ToolResponse')
  }
  try {
    // A copy: the tool may keep what it returned, and change it.
    const { metadata } = toJson({ metadata: response.metadata ?? {} }) as Pick<ToolResponse, 'metadata'>
    const more = response.metadata === undefined ? {} : { metadata }
    if (!response.success) return { success: false, error: compactResponseError(response.error), ...more }
    const copy = { success: true, data: toJson(response.data), ...more } as const
    const checked = await validate(tool.outputSchema, copy.data)
    return 'problem' in checked ? invalid(checked.problem) : copy
  } catch (thrown) {
    return invalid(compactError(thrown).message)
  }
}

/** An error of the tool's own making is compacted like any other; it may say what to do, and whether to try again. */
function compactResponseError(error: unknown): ReturnType<typeof compactError> {
  if (isOwnError(error)) return error as ReturnType<typeof compactError>
  const compact = compactError(error)
  const { retryable, hint } = (error ?? {}) as { retryable?: unknown; hint?: unknown }
  return {
    ...compact,
    ...(typeof hint === 'string' ? { hint: compactError(hint).message } : {}),
    retryable: typeof retryable === 'boolean' ? retryable : compact.retryable,
  }
}

import type { CompactError } from './compact-error.ts'
import type { JsonObject, JsonValue } from './json.ts'

/** The one shape in which every tool answers, whether it went well or not. */
export type ToolResponse<Data extends JsonValue = JsonValue> =
  | { readonly success: true; readonly data: Data; readonly metadata?: JsonObject }
  | { readonly success: false; readonly error: CompactError; readonly metadata?: JsonObject }

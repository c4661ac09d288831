import { canonicalJson, type JsonObject } from '../thread/json.ts'
import { sha256 } from './sha256.ts'

/** sha256 (hex) of an input's canonical JSON. */
export function inputHashOf(input: JsonObject): string {
  return sha256(canonicalJson(input))
}

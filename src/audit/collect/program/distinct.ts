import { type Value, isSame } from './value.ts'

/** Each value once: what many callers give is mostly the same, and would multiply with every step. */
export function distinct(values: Value[], most: number): Value[] {
  if (values.length < 2) return values
  const kept: Value[] = []
  const byPlace = new Map<unknown, Value[]>()
  for (const value of values) {
    if (kept.length === most) break
    const place = placeOf(value)
    const others = byPlace.get(place)
    if (others?.some((other) => isSame(value, other))) continue
    if (others === undefined) byPlace.set(place, [value])
    else others.push(value)
    kept.push(value)
  }
  return kept
}

/** Equal for values that are the same: only few have to be compared in full. */
function placeOf(value: Value): unknown {
  if (value.kind === 'called' || value.kind === 'instance') return value.site.node
  if ('node' in value) return value.node
  return 'name' in value ? value.name : value.kind
}

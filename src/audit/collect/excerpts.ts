import type { Facts } from '../facts/facts.ts'
import type { Place } from '../facts/place.ts'
import type { Program } from './program/program.ts'
import { excerptsAround } from './source/redact.ts'

/** The source around every place that facts name, by file: reports show it without the repository. */
export function excerptsOf(program: Program, facts: readonly unknown[]): Facts['excerpts'] {
  const places = new Map<string, Place[]>()
  for (const place of placesIn(facts)) {
    const known = places.get(place.file)
    if (known === undefined) places.set(place.file, [place])
    else known.push(place)
  }
  const excerpts: Record<string, ReturnType<typeof excerptsAround>> = {}
  for (const [file, list] of [...places].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const text =
      program.moduleAt(file)?.text ?? program.baml.find((one) => one.file.path === file)?.module.text
    if (text !== undefined) excerpts[file] = excerptsAround(text, list)
  }
  return excerpts
}

function* placesIn(value: unknown): Generator<Place> {
  const stack: unknown[] = [value]
  for (let at = stack.pop(); stack.length > 0 || at !== undefined; at = stack.pop()) {
    if (typeof at !== 'object' || at === null) continue
    if (isPlace(at)) yield at
    for (const inner of Array.isArray(at) ? (at as unknown[]) : Object.values(at))
      if (typeof inner === 'object') stack.push(inner)
  }
}

function isPlace(value: object): value is Place {
  return (
    'file' in value &&
    typeof value.file === 'string' &&
    'line' in value &&
    typeof value.line === 'number' &&
    'endLine' in value
  )
}

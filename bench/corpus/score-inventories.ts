import { WHOLE_FILE } from './expected.ts'
import type { Label } from './label.ts'
import { reported } from './match.ts'
import type { Neutral } from './neutral.ts'
import { scorePlaces } from './score-places.ts'
import { emptyTally, type Tally } from './tally.ts'

export const inventoryKinds = [
  'tools',
  'model_calls',
  'human_contact',
  'externalised_prompts',
  'triggers',
] as const

export type InventoryKind = (typeof inventoryKinds)[number]

/** An inventory counts only where the result has it. */
export function scoreInventory(name: string, label: Label, result: Neutral, kind: InventoryKind): Tally {
  if (kind === 'triggers') return scoreTriggers(name, label, result.triggers)
  if (kind === 'externalised_prompts') return scoreFiles(name, label, result.externalised_prompts)
  const places = result[kind]
  if (!places) return emptyTally
  const expected = label[kind].map(({ file, line, optional = false }) => ({
    file,
    from: line,
    to: line,
    optional,
  }))
  return scorePlaces(
    places.map((place) => reported(place, label.root)),
    expected,
    { name, label },
  )
}

function scoreFiles(name: string, label: Label, files: Neutral['externalised_prompts']): Tally {
  if (!files) return emptyTally
  const expected = label.externalised_prompts.map(({ file, optional = false }) => ({
    file,
    from: 1,
    to: WHOLE_FILE,
    optional,
  }))
  const reports = files.map((place) => reported(place, label.root))
  const unique = [...new Map(reports.map((report) => [report.file, report])).values()]
  return scorePlaces(unique, expected, { name, label, wholeFile: true })
}

/** The kinds alone are compared: where a trigger is anchored is a matter of taste. */
function scoreTriggers(name: string, label: Label, triggers: Neutral['triggers']): Tally {
  if (!triggers) return emptyTally
  const kindOf = ({ kind }: { readonly kind: string }): string => (kind === 'webhook' ? 'http' : kind)
  const expected = new Set(label.triggers.filter(({ optional }) => !optional).map(kindOf))
  const tolerated = new Set(label.triggers.map(kindOf))
  const given = new Set(triggers.map(kindOf))
  const hits = [...given].filter((kind) => expected.has(kind)).length
  return {
    ...emptyTally,
    truePositives: hits,
    found: hits,
    falseAlarms: [...given].filter((kind) => !tolerated.has(kind)).map((kind) => `${name} ${kind}`),
    misses: [...expected].filter((kind) => !given.has(kind)).map((kind) => `${name} ${kind}`),
  }
}

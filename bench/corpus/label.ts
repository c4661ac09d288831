import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FactorWord } from './neutral.ts'

/** The hand-made label of one repository: the parts that are scored. */
export interface Label {
  readonly repo: string
  readonly commit: string
  /** The part of the repository that was labelled. */
  readonly root: string
  readonly agents: readonly (LabelledPlace & { readonly endLine: number; readonly kind: string })[]
  readonly model_calls: readonly LabelledPlace[]
  readonly hardcoded_prompts: readonly (Optional & {
    readonly file: string
    readonly startLine: number
    readonly endLine: number
    readonly role: string
  })[]
  readonly externalised_prompts: readonly (Optional & { readonly file: string })[]
  readonly tools: readonly (LabelledPlace & Record<ToolAspect, boolean | null>)[]
  readonly human_contact: readonly (LabelledPlace & { readonly how: string })[]
  readonly errors: readonly (LabelledPlace & {
    readonly kind: string
    readonly startLine?: number
    readonly endLine?: number
  })[]
  readonly triggers: readonly (Optional & { readonly kind: string })[]
  readonly purity: readonly LabelledPlace[]
  readonly oversized_agents: readonly (Optional & { readonly file: string })[]
  readonly traps: readonly LabelledPlace[]
  readonly control_flow: { readonly max_steps_bound: boolean }
  readonly state: { readonly module_level_mutable_state: readonly LabelledPlace[] }
  readonly pause_resume: { readonly present: boolean }
  readonly context: { readonly unbounded_history: boolean }
  readonly factors: Readonly<Record<string, FactorWord>>
}

export type ToolAspect = 'input_schema' | 'uniform_result' | 'error_as_result'

interface Optional {
  /** Fair people disagree: neither a miss nor a false alarm. */
  readonly optional?: boolean
}

interface LabelledPlace extends Optional {
  readonly file: string
  readonly line: number
}

/** Every label of a folder, by its name, which is also the name of the folder with the sources. */
export function readLabels(folder: string): ReadonlyMap<string, Label> {
  if (!existsSync(folder))
    throw new Error(`there are no labels in ${folder}: pass --labels DIR, the labels/ of the corpus`)
  return new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => {
        const label = JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown
        return [file.slice(0, -'.json'.length), label as Label]
      }),
  )
}

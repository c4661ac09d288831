import type { Label, ToolAspect } from './label.ts'

/** One place that a label names; spans are inclusive. */
export interface Expected {
  readonly file: string
  readonly from: number
  readonly to: number
  readonly optional: boolean
}

export const pointKinds = [
  'hardcoded_prompt',
  'unstructured_tool',
  'nonuniform_result',
  'tool_throws',
  'raw_error',
  'swallowed_error',
  'crash',
  'unbounded_retry',
  'oversized_agent',
  'mutable_state',
  'impure',
  'framework_control_flow',
] as const

export const repositoryKinds = ['no_step_bound', 'unbounded_context', 'no_human', 'no_pause'] as const

export type PointKind = (typeof pointKinds)[number]
export type RepositoryKind = (typeof repositoryKinds)[number]

/** Longer than any file. */
export const WHOLE_FILE = 10 ** 6

const toolKinds: readonly (readonly [PointKind, ToolAspect])[] = [
  ['unstructured_tool', 'input_schema'],
  ['nonuniform_result', 'uniform_result'],
  ['tool_throws', 'error_as_result'],
]

const errorKinds: Readonly<Record<string, PointKind>> = {
  'raw-stack-to-llm': 'raw_error',
  'raw-message-to-llm': 'raw_error',
  swallowed: 'swallowed_error',
  crash: 'crash',
  'unbounded-retry': 'unbounded_retry',
}

/** The places at which a finding of each kind is right. */
export function expectedPlaces(label: Label): Readonly<Record<PointKind, readonly Expected[]>> {
  const places = Object.fromEntries(pointKinds.map((kind) => [kind, []])) as unknown as Record<
    PointKind,
    Expected[]
  >
  const add = (
    kind: PointKind,
    file: string,
    from: number,
    to: number,
    { optional = false }: Doubt,
  ): void => {
    places[kind].push({ file, from, to, optional })
  }
  for (const prompt of label.hardcoded_prompts)
    if (prompt.role !== 'tool-description')
      add('hardcoded_prompt', prompt.file, prompt.startLine, prompt.endLine, prompt)
  for (const tool of label.tools)
    for (const [kind, aspect] of toolKinds)
      if (tool[aspect] === false) add(kind, tool.file, tool.line, tool.line, tool)
  for (const error of label.errors) {
    const kind = errorKinds[error.kind]
    if (kind) add(kind, error.file, error.startLine ?? error.line, error.endLine ?? error.line, error)
  }
  for (const { file } of label.oversized_agents) {
    const optional = label.agents.filter((agent) => agent.file === file).every((agent) => agent.optional)
    add('oversized_agent', file, 1, WHOLE_FILE, { optional })
  }
  for (const state of label.state.module_level_mutable_state)
    add('mutable_state', state.file, state.line, state.line, state)
  for (const place of label.purity) add('impure', place.file, place.line, place.line, place)
  for (const agent of label.agents)
    if (agent.kind === 'framework-agent')
      add('framework_control_flow', agent.file, agent.line, agent.endLine, agent)
  // Where such an agent is run is a fair place to report it, too.
  if (places.framework_control_flow.length > 0)
    for (const call of label.model_calls)
      add('framework_control_flow', call.file, call.line, call.line, { optional: true })
  return places
}

interface Doubt {
  readonly optional?: boolean
}

/** What holds of the whole repository; undefined where fair people disagree. */
export function expectedOfRepository(label: Label): Readonly<Record<RepositoryKind, boolean | undefined>> {
  const loops = label.agents.some(
    ({ kind, optional }) => !optional && (kind === 'loop' || kind === 'framework-agent'),
  )
  const onlyChat = label.human_contact.every(({ how }) => how === 'readline' || how === 'none-structured')
  return {
    no_step_bound: loops && !label.control_flow.max_steps_bound,
    unbounded_context: label.agents.length > 0 && label.context.unbounded_history,
    no_human: failsOrDoubtful(label.factors['7'], onlyChat),
    no_pause: failsOrDoubtful(label.factors['6'], !label.pause_resume.present),
  }
}

function failsOrDoubtful(word: string | undefined, doubtfulWhenPartial: boolean): boolean | undefined {
  if (word === 'fail') return true
  return word === 'partial' && doubtfulWhenPartial ? undefined : false
}

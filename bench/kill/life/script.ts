import type { ModelRequest, Script, ScriptedReply } from 'twelvefold'

type Tools = readonly string[]

/** The calls of each step; a step without calls is a malformed reply. */
const steps: Readonly<Record<string, readonly Tools[]>> = {
  life: [
    ['look'],
    ['no_such_tool', 'jot'],
    [],
    ['post', 'stumble'],
    ['charge'],
    ['notify'],
    ['ship'],
    ['discard'],
    ['request_human_input'],
    ['look'],
  ],
  helper: [['jot'], ['post'], ['request_human_input']],
  crowd: [
    ['look', 'help', 'haul', 'jot', 'ship', 'stumble', 'haul', 'help', 'post'],
    ['haul', 'look', 'charge', 'haul', 'request_human_input', 'jot'],
  ],
  cancel: [['look']],
  limit: [['look'], ['jot']],
  lingerer: [],
}

/** The life's model is down at this step, until it has failed once. */
export const STEP_OF_FAILURE = 3
/** A message arrives while the life's model thinks about this step. */
export const STEP_OF_MESSAGE = 4

/** How many steps the thread has had, as its prompt says. */
export function stepOf({ messages }: ModelRequest): { readonly step: number; readonly failures: number } {
  const found = /step (\d+), failures (\d+)/.exec(messages[0]?.content ?? '')
  return { step: Number(found?.[1]), failures: Number(found?.[2]) }
}

export function scriptOf(agent: string): Script {
  return (request): ScriptedReply => {
    const { step } = stepOf(request)
    if (agent === 'lingerer') return { calls: [{ tool: 'linger', input: {} }] }
    const tools = steps[agent]?.[step] ?? ['done_for_now']
    return { calls: tools.map((tool) => ({ tool, input: inputOf(tool) })), text: `step ${step}` }
  }
}

function inputOf(tool: string): object {
  if (tool === 'request_human_input') return { question: 'Which way?' }
  if (tool === 'help') return { task: 'carry some of it' }
  return tool === 'done_for_now' ? { message: 'all done' } : {}
}

import {
  approvals,
  askModel,
  awaitChild,
  compactContext,
  contextWindow,
  defineAgent,
  delegate,
  doneForNow,
  fail,
  limits,
  requestHumanInput,
  spawn,
  standardLoop,
  wait,
  type Agent,
  type Call,
  type Command,
  type Model,
  type Thread,
  type Tool,
} from 'twelvefold'
import type { Variant } from '../plan.ts'
import { help } from './tools.ts'

/** The agents of all variants: each variant begins with the one that bears its name. */
export function lifeAgents(tools: readonly Tool[], modelOf: (agent: string) => Model): Agent<Model>[] {
  const make = (name: string, decide: (thread: Thread) => Command): Agent<Model> =>
    defineAgent({
      name,
      prompt: 'carrier/next-step',
      model: modelOf(name),
      tools: [...tools, requestHumanInput, doneForNow],
      context: contextWindow({ budget: 8_000 }),
      decide,
    })
  return [
    make('life' satisfies Variant, (thread) => {
      const approval = approvals(thread, isShipping, shipping) ?? approvals(thread, isDiscarding, discarding)
      return approval ?? phases(thread) ?? loop(thread)
    }),
    make('crowd' satisfies Variant, (thread) => {
      return approvals(thread, isShipping, shipping) ?? delegate(thread, [help]) ?? loop(thread)
    }),
    make('cancel' satisfies Variant, (thread) => withChild(thread, 'lingerer') ?? loop(thread)),
    make('limit' satisfies Variant, (thread) => {
      return limits(thread, { steps: 2 }) ?? withChild(thread, 'quitter') ?? loop(thread)
    }),
    make('helper', loop),
    make('lingerer', loop),
    make('quitter', () => fail('gave_up', 'it is too much')),
  ]
}

const isShipping = (call: Call): boolean => call.tool === 'ship'
const isDiscarding = (call: Call): boolean => call.tool === 'discard'
const shipping = {
  to: 'shippers',
  deadline: '30s',
  remindAfter: ['5s'],
  escalateTo: ['oncall'],
  onSilence: 'rejected',
} as const
const discarding = { to: 'nobody', deadline: '1s' } as const

/** What a thread does beside asking its model: a child, a nap, a wait for word, a summary. */
function phases(thread: Thread): Command | undefined {
  const { steps } = thread.counters
  if (thread.calls.length > 0) return undefined
  if (steps >= 1) {
    const command = withChild(thread, 'helper')
    if (command) return command
  }
  if (steps >= 6 && !hasSlept(thread, 'a nap')) return wait({ reason: 'a nap', for: '1s' })
  if (steps >= 8 && !has(thread, 'context_compacted')) return compactContext(thread.seq, 'much has happened')
  if (steps >= 9 && !hasSlept(thread, 'word')) return wait({ reason: 'word', event: 'message_received' })
  return undefined
}

function withChild(thread: Thread, agent: string): Command | undefined {
  if (thread.calls.length > 0) return undefined
  if (!has(thread, 'child_launched')) return spawn(agent, `help ${thread.input}`)
  const child = thread.children[0]
  return child === undefined ? undefined : awaitChild(child)
}

/** The standard loop, which tells the model how far it is, and naps for a second where the provider is down. */
function loop(thread: Thread): Command {
  const { steps, modelFailures: failures } = thread.counters
  const command = standardLoop(thread)
  if (command.type === 'wait') return wait({ reason: command.reason, for: '1s' })
  return command.type === 'ask_model' ? askModel({ variables: { step: steps, failures } }) : command
}

function has(thread: Thread, type: string): boolean {
  return thread.events.slice().some((event) => event.type === type)
}

function hasSlept(thread: Thread, reason: string): boolean {
  return thread.events.slice().some((event) => event.type === 'slept' && event.data.reason === reason)
}

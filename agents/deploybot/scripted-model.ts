// Stands in for the model where no key is set: rules, no thought. A pure function of the messages, so it survives
// a restart like a real model does: what it did before is in the messages.
import { scriptedModel, type JsonObject, type Message } from 'twelvefold'

/** What the tools answer, taken together. */
interface Data {
  readonly tags?: readonly string[]
  readonly version?: string | null
  readonly tag?: string
  readonly environment?: string
  readonly previous?: string | null
  readonly changes?: readonly string[]
  readonly answer?: string
}
interface Outcome {
  readonly tool: string
  readonly data?: Data
  readonly error?: { readonly code: string; readonly message: string }
}
type NextCall = { readonly tool: string; readonly input: JsonObject }

const call = (tool: string, input: JsonObject = {}): NextCall => ({ tool, input })
const say = (message: string): NextCall => call('done_for_now', { message })

export default scriptedModel(({ messages }) => {
  const outcomes = messages.flatMap((message) => (message.role === 'tool' ? [outcomeOf(message)] : []))
  return { calls: [nextCall(wordsOf(messages, outcomes), outcomes)] }
})

function nextCall(words: string, outcomes: readonly Outcome[]): NextCall {
  const failure = outcomes.find(({ error }) => error)
  if (failure) return say(`I stopped: ${failure.tool} did not do it (${reasonOf(failure.error!.message)}).`)
  const environment = /\bprod(uction)?\b/i.test(words)
    ? 'production'
    : /\bstaging\b/i.test(words)
      ? 'staging'
      : undefined
  const [tag, second] = words.match(/\bv\d[\w.+-]*\w/gi) ?? []
  const isDeploy = /\b(deploy|ship|release|roll out)\b/i.test(words) && !/\bdeployed\b/i.test(words)

  if (/\broll(ed|ing)? ?-?back\b/i.test(words)) {
    return environment
      ? rollBack(environment, outcomes)
      : ask('Which environment shall I roll back?', outcomes)
  }
  if (isDeploy && (tag || /\b(newest|latest|last)\b/i.test(words))) {
    return environment
      ? deploy(environment, tag, outcomes)
      : ask('To which environment shall I deploy?', outcomes)
  }
  if (tag && second) return changes(tag, second, outcomes)
  if (/\b(deployed|live|running|version)\b/i.test(words)) return report(environment, outcomes)
  return ask(
    'I am a script and know only: deploy TAG to ENVIRONMENT, roll back ENVIRONMENT, what is deployed?',
    outcomes,
  )
}

function deploy(environment: string, named: string | undefined, outcomes: readonly Outcome[]): NextCall {
  const tags = dataOf(outcomes, 'list_git_tags')?.tags
  if (!named && !tags) return call('list_git_tags')
  const tag = named ?? tags?.[0]
  if (!tag) return say('The repository has no tags, so there is nothing to deploy.')
  const live = dataOf(outcomes, 'deployed_version')
  if (!live) return call('deployed_version', { environment })
  if (live.version === tag) return say(`${tag} is live in ${environment} already: nothing to do.`)
  const done = dataOf(outcomes, 'deploy_backend')
  return done ? say(`Deployed ${summary(done)}`) : call('deploy_backend', { tag, environment })
}

function rollBack(environment: string, outcomes: readonly Outcome[]): NextCall {
  const done = dataOf(outcomes, 'roll_back')
  return done ? say(`Rolled back: ${summary(done)}`) : call('roll_back', { environment })
}

function changes(from: string, to: string, outcomes: readonly Outcome[]): NextCall {
  const done = dataOf(outcomes, 'changes_between')
  return done ? say(`From ${from} to ${to}: ${list(done)}`) : call('changes_between', { from, to })
}

function report(wanted: string | undefined, outcomes: readonly Outcome[]): NextCall {
  const environments = wanted ? [wanted] : ['staging', 'production']
  const found = outcomes.filter(({ tool }) => tool === 'deployed_version')
  const next = environments[found.length]
  if (next) return call('deployed_version', { environment: next })
  return say(environments.map((name, i) => `${name}: ${found[i]?.data?.version ?? 'nothing'}`).join(', '))
}

/** Asks twice at most: what it cannot understand then, it never will. */
function ask(question: string, outcomes: readonly Outcome[]): NextCall {
  const asked = outcomes.filter(({ tool }) => tool === 'request_human_input').length
  return asked < 2 ? call('request_human_input', { question }) : say('I am a script, and did not understand.')
}

function summary({ tag, environment, previous, changes = [] }: Data): string {
  const commits = changes.length > 0 ? `: ${list({ changes })}` : '.'
  return `${tag} to ${environment}${previous ? ` (was ${previous})` : ''}${commits}`
}

function list({ changes = [] }: Data): string {
  const commits = `${changes.length} commit${changes.length === 1 ? '' : 's'}`
  return [commits, ...changes.map((subject) => `- ${subject}`)].join('\n')
}

/** All that people said: the input, later messages, and answers to questions. */
function wordsOf(messages: readonly Message[], outcomes: readonly Outcome[]): string {
  const said = messages.flatMap((message) => (message.role === 'user' ? [message.content] : []))
  const answers = outcomes.flatMap(({ data }) => data?.answer ?? [])
  return [...said, ...answers].join('\n')
}

/** Why: the words of a person or of a tool stand in the message as data. */
function reasonOf(message: string): string {
  return /<data id="problem">\n([\s\S]*?)\n<\/data>/.exec(message)?.[1] ?? message
}

function outcomeOf({ tool, content }: Message & { readonly role: 'tool' }): Outcome {
  return { tool, ...(JSON.parse(content) as Omit<Outcome, 'tool'>) }
}

function dataOf(outcomes: readonly Outcome[], tool: string): Data | undefined {
  return outcomes.find((outcome) => outcome.tool === tool)?.data
}

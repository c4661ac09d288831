// Plays the model where no key is set. A pure function of the messages: what was done before is in them.
import { scriptedModel } from 'twelvefold'

/** The words of a person or of a tool stand in the message as data. */
const reasonOf = (message: string): string =>
  /<data id="problem">\n([\s\S]*?)\n<\/data>/.exec(message)?.[1] ?? message

export default scriptedModel(({ messages }) => {
  const said = messages.flatMap((message) => (message.role === 'user' ? [message.content] : []))
  const results = messages.flatMap((message) => (message.role === 'tool' ? [message.content] : []))
  const order = /\d{4}/.exec(said.join(' '))?.[0] ?? '1001'
  const last = JSON.parse(results.at(-1) ?? '{}') as {
    data?: { euros?: number }
    error?: { message: string }
  }
  const say = (message: string) => ({ calls: [{ tool: 'done_for_now', input: { message } }] })

  if (results.length === 0) return { calls: [{ tool: 'look_up_order', input: { order } }] }
  if (last.error) return say(`Order ${order} is not refunded: ${reasonOf(last.error.message)}`)
  const euros = last.data?.euros
  if (euros !== undefined) return { calls: [{ tool: 'refund', input: { order, euros } }] }
  return say(`Order ${order} is refunded.`)
})

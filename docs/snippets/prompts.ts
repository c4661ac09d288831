import OpenAI from 'openai'
import { promptFolder } from 'twelvefold/prompts'

const prompts = promptFolder('prompts')

export async function triage(ticket: string): Promise<string> {
  const { text, data = '' } = await prompts.render(
    'tickets/triage',
    { ticket },
    { trusted: { queues: ['billing', 'delivery'] } },
  )
  const reply = await new OpenAI().chat.completions.create({
    model: 'gpt-5-mini',
    messages: [
      { role: 'system', content: text },
      { role: 'user', content: data },
    ],
  })
  return reply.choices[0]?.message.content ?? ''
}

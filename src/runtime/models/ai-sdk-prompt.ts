import type { Message } from '../context/message.ts'
import type { ModelRequest } from './model.ts'

/** A request as the options of `doGenerate` and `doStream`: the same for specifications v3 and v4. */
export function aiSdkOptions(request: ModelRequest, abortSignal: AbortSignal): object {
  const { messages, tools, settings, format } = request
  return {
    ...settings,
    prompt: toPrompt(messages),
    tools: tools.map(({ name, description, inputSchema }) => ({
      type: 'function',
      name,
      description,
      inputSchema,
    })),
    ...(tools.length > 0 ? { toolChoice: { type: 'required' } } : {}),
    ...(format ? { responseFormat: { type: 'json', ...format }, providerOptions: leniently } : {}),
    abortSignal,
  }
}

// Strict schemas have no optional members, which inputs of tools do have. The engine validates what comes anyway.
const leniently = {
  openai: { strictJsonSchema: false },
  openaiCompatible: { strictJsonSchema: false },
}

function toPrompt(messages: readonly Message[]): object[] {
  const prompt: { role: string; content: unknown }[] = []
  for (const message of messages) {
    const translated = toPromptMessage(message)
    const last = prompt.at(-1)
    // The results of one step's calls stand in one message: some providers refuse them apart.
    if (message.role === 'tool' && last?.role === 'tool') {
      last.content = [...(last.content as unknown[]), ...(translated.content as unknown[])]
    } else {
      prompt.push(translated)
    }
  }
  return prompt
}

function toPromptMessage(message: Message): { role: string; content: unknown } {
  if (message.role === 'system') return message
  if (message.role === 'user') return { role: 'user', content: [{ type: 'text', text: message.content }] }
  if (message.role === 'tool') {
    const output = { type: 'text', value: message.content }
    return {
      role: 'tool',
      content: [{ type: 'tool-result', toolCallId: message.callId, toolName: message.tool, output }],
    }
  }
  const text = message.content ? [{ type: 'text', text: message.content }] : []
  const calls = message.calls.map(({ callId, tool, input }) => ({
    type: 'tool-call',
    toolCallId: callId,
    toolName: tool,
    input,
  }))
  return { role: 'assistant', content: [...text, ...calls] }
}

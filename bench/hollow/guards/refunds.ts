import type { Guard } from './guard.ts'

const refunds: readonly Omit<Guard, 'agent'>[] = [
  {
    requirement: 'F01-R2',
    file: 'src/tools/look-up-order.ts',
    guard: "schema: z.object({ order: z.string().describe('Number of the order, such as A-1001') }),",
    without: 'schema: z.any(),',
  },
  {
    requirement: 'F01-R3',
    file: 'src/dispatch.ts',
    guard: `      default:
        return { success: false, error: { code: 'unknown_tool', message: \`there is no \${call.tool}\`, retryable: false } }
`,
    without: '',
  },
  {
    requirement: 'F01-R4',
    file: 'src/agent.ts',
    guard: "  zodFunction({ name: 'done', description: done.description, parameters: done.schema }),\n",
    without: '',
  },
  {
    requirement: 'F02-R2',
    file: 'src/agent.ts',
    guard: "const prompt = loadPrompt('refunds/system')",
    without:
      "const prompt = { id: 'system', hash: '1', text: 'You handle refunds for a web shop. Look the order up before you decide anything at all.' }",
  },
  {
    requirement: 'F02-R3',
    file: 'src/agent.ts',
    guard: "{ v: 1, type: 'model_asked', promptId: prompt.id, promptHash: prompt.hash }",
    without: "{ v: 1, type: 'model_asked', promptId: '', promptHash: '' }",
  },
  {
    requirement: 'F03-R2',
    file: 'src/context.ts',
    guard: '    if (used > BUDGET) break\n',
    without: '',
  },
  {
    requirement: 'F03-R3',
    file: 'src/context.ts',
    guard: 'redact(JSON.stringify(event.response)).slice(0, LONGEST_RESULT)',
    without: 'redact(JSON.stringify(event.response))',
  },
  {
    requirement: 'F03-R5',
    file: 'src/context.ts',
    guard:
      "(event) => event.type !== 'call_answered' || event.response.success || !succeeded.has(event.tool),",
    without: '(event) => event.type !== undefined,',
  },
  {
    requirement: 'F04-R6',
    file: 'src/tools/refund-order.ts',
    guard: 'return { success: true, data: { refund: id } }',
    without: 'return id as never',
  },
  {
    requirement: 'F04-R2',
    file: 'src/dispatch.ts',
    guard: `      case 'cancel_order':
        return await runCancelOrder(cancelOrder.schema.parse(call.input), context)
`,
    without: '',
  },
  {
    requirement: 'F05-R4',
    file: 'src/thread.ts',
    guard: `export function fork(thread: Thread, length: number, id: string): Thread {
  return { id, version: 0, events: thread.events.slice(0, length) }
}
`,
    without: '',
  },
  {
    requirement: 'F05-R5',
    file: 'src/thread.ts',
    guard: `export function toMarkdown(thread: Thread): string {
  return thread.events.map((event) => \`- **\${event.type}** \${JSON.stringify(event)}\`).join('\\n')
}
`,
    without: '',
  },
  {
    requirement: 'F06-R4',
    file: 'src/tools/refund-order.ts',
    guard: "    headers: { 'Idempotency-Key': idempotencyKey },\n",
    without: '',
  },
  {
    requirement: 'F06-R5',
    file: 'src/store.ts',
    guard: "'UPDATE threads SET version = ?, events = ? WHERE id = ? AND version = ?'",
    without: "'UPDATE threads SET version = ?, events = ? WHERE id = ?'",
  },
  {
    requirement: 'F07-R2',
    file: 'src/agent.ts',
    guard: `    if (call.tool === 'refund_order' && !isApproved(thread, call)) {
      return ask(thread, call, \`Refund \${JSON.stringify(call.input)}?\`)
    }
`,
    without: '',
  },
  {
    requirement: 'F07-R5',
    file: 'src/agent.ts',
    guard: 'question, deadline: DEADLINE }))',
    without: "question, deadline: '' }))",
  },
  {
    requirement: 'F08-R2',
    file: 'src/agent.ts',
    guard: 'for (let step = 0; step < MAX_STEPS; step++) {',
    without: 'for (;;) {',
  },
  {
    requirement: 'F08-R3',
    file: 'src/thread.ts',
    guard: 'return same.length === 3',
    without: 'return false',
  },
  { requirement: 'F08-R4', file: 'src/agent.ts', guard: '        { signal },\n', without: '' },
  {
    requirement: 'F08-R5',
    file: 'src/agent.ts',
    guard: 'new OpenAI({ maxRetries: 3 })',
    without: 'new OpenAI({ maxRetries: 0 })',
  },
  {
    requirement: 'F09-R2',
    file: 'src/errors.ts',
    guard: "message: message.split('\\n', 1)[0]!.slice(0, LONGEST_MESSAGE),",
    without: 'message,',
  },
  {
    requirement: 'F09-R3',
    file: 'src/agent.ts',
    guard: 'if (failuresInARow(thread) >= MAX_FAILURES) {',
    without: 'if (thread.id === call.callId) {',
  },
  {
    requirement: 'F09-R5',
    file: 'src/errors.ts',
    guard: 'retryable: status === 429 || status >= 500,',
    without: 'retryable: false,',
  },
  {
    requirement: 'F11-R2',
    file: 'package.json',
    guard: '  "bin": { "refunds": "src/cli.ts" },\n',
    without: '',
  },
  {
    requirement: 'F11-R4',
    file: 'src/server.ts',
    guard: `  if (!isSigned(request)) return response.status(401).json({ error: 'bad signature' })
  if (!isFirstDelivery`,
    without: '  if (!isFirstDelivery',
  },
]

/** The agent with an own loop, from the first message to the last approval. */
export const guardsOfRefunds: readonly Guard[] = refunds.map((guard) => ({
  agent: 'openai-refunds',
  ...guard,
}))

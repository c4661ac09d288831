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
    requirement: 'F02-R2',
    file: 'src/agent.ts',
    guard: "const prompt = loadPrompt('refunds/system')",
    without:
      "const prompt = { id: 'system', hash: '1', text: 'You handle refunds for a web shop. Look the order up before you decide anything at all.' }",
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
    requirement: 'F07-R2',
    file: 'src/agent.ts',
    guard: `    if (call.tool === 'refund_order' && !isApproved(thread, call)) {
      return ask(thread, call, \`Refund \${JSON.stringify(call.input)}?\`)
    }
`,
    without: '',
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
    requirement: 'F09-R2',
    file: 'src/errors.ts',
    guard: "message: message.split('\\n', 1)[0]!.slice(0, LONGEST_MESSAGE),",
    without: 'message,',
  },
  {
    requirement: 'F09-R4',
    file: 'src/agent.ts',
    guard: 'if (failuresInARow(thread) >= MAX_FAILURES) {',
    without: 'if (thread.id === call.callId) {',
  },
  {
    requirement: 'F11-R2',
    file: 'src/cli.ts',
    guard:
      "const { id } = await launch(process.argv.slice(2).join(' '), 'cli')\nawait drive(id, AbortSignal.timeout(600_000))\n",
    without: "const { id } = await launch(process.argv.slice(2).join(' '), 'cli')\n",
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
